import { describe, expect, it } from 'vitest';
import { deriveRoomKeys } from '@/lib/crypto/room-keys';
import { fromBase64Url, toBase64Url } from '@/lib/protocol';
import { createSeededRandom } from '@/lib/testing/seeded-random';
import { crc32 } from './crc32';
import { decodeCode, encodeAnswer, encodeOffer, openAnswer } from './direct-code';
import { readEndpointSdp, writeEndpointSdp } from './endpoint-sdp';
import { findCode } from './find-code';
import { chromiumOffer, randomBytes, randomEndpoint } from './test-endpoints';

const secret = Uint8Array.from({ length: 16 }, (_, index) => index);
const endpoint = readEndpointSdp(chromiumOffer);
const offer = encodeOffer(secret, endpoint);

/** The same content with another first byte, and a checksum that fits. */
function withHead(code: string, head: number): string {
  const bytes = fromBase64Url(code) ?? new Uint8Array();
  bytes[0] = head;
  const checksum = crc32(bytes.subarray(0, -4));
  for (let index = 0; index < 4; index++) bytes[bytes.length - 4 + index] = checksum >>> (24 - 8 * index);
  return toBase64Url(bytes);
}

describe('what two ends have to know of each other (D3)', () => {
  it('is read from the description of a browser, the likeliest places first, without TCP', () => {
    expect(endpoint).toMatchObject({ usernameFragment: 'LzNw', password: 'cy+9fxmuHifPdJjfU8pRUHt+' });
    expect(endpoint.candidates).toEqual([
      { type: 'host', address: '192.168.1.7', port: 54300 },
      { type: 'host', address: '2001:db8::7:1', port: 54301 },
      { type: 'host', address: '9b599a15-7619-4292-9c22-f592a644339f.local', port: 54413 },
      { type: 'srflx', address: '203.0.113.9', port: 54300 },
    ]);
  });

  it('is all that a description needs: what was written from it says the same again', () => {
    for (const type of ['offer', 'answer'] as const) {
      expect(readEndpointSdp(writeEndpointSdp(endpoint, type))).toEqual(endpoint);
    }
  });

  it('leaves the DTLS handshake to whoever offered, who is the last to know the other', () => {
    expect(writeEndpointSdp(endpoint, 'offer')).toContain('a=setup:active\r\n');
    expect(writeEndpointSdp(endpoint, 'answer')).toContain('a=setup:passive\r\n');
  });

  it.each([
    '',
    'v=0\r\n',
    chromiumOffer.replace(/a=fingerprint.*\r\n/, ''),
    chromiumOffer.replace('LzNw', '-'),
  ])('is not made up where a description lacks it', (sdp) => {
    expect(() => readEndpointSdp(sdp)).toThrow('without credentials');
  });
});

describe('a code (D2)', () => {
  it('says all that went into it', async () => {
    const random = createSeededRandom(7);
    for (let run = 0; run < 200; run++) {
      const theirs = randomEndpoint(random);
      const drawn = randomBytes(random, 16);
      const keys = await deriveRoomKeys(drawn);
      const read = decodeCode(encodeOffer(drawn, theirs));
      expect(read).toEqual({ ok: true, value: { kind: 'offer', secret: drawn, endpoint: theirs } });
      const answer = decodeCode(await encodeAnswer(keys, theirs));
      if (!answer.ok || answer.value.kind !== 'answer') throw new Error('not an answer');
      expect(await openAnswer(keys, answer.value)).toEqual(theirs);
    }
  });

  it('fits one picture that a phone can read: with four places no more than 240 characters', async () => {
    expect(offer.length).toBeLessThanOrEqual(240);
    expect((await encodeAnswer(await deriveRoomKeys(secret), endpoint)).length).toBeLessThanOrEqual(240);
  });

  it.each([
    ['alone', (code: string) => code],
    ['in a link', (code: string) => `https://calls.example/direct#${code}`],
    ['in a link with a dot behind it', (code: string) => `<https://calls.example/direct/#${code}>.`],
    ['among words', (code: string) => `Hi Ada, here is the code:\n\n${code}\n\nSee you!`],
    ['in lines', (code: string) => code.replace(/.{40}/g, '$&\n')],
    ['in quoted lines', (code: string) => `> ${code.replace(/.{40}/g, '$&\r\n> ')}`],
    [
      'in the lines of a link',
      (code: string) => `https://x.example/direct#${code}`.replace(/.{30}/g, '$& \n'),
    ],
    ['with invisible characters', (code: string) => code.replace(/.{50}/g, '$&\u200B')],
  ])('is found %s', (_, wrap) => {
    expect(findCode(wrap(offer))).toMatchObject({ ok: true, value: { kind: 'offer', secret } });
  });

  it.each([
    ['nothing', '', 'direct-code-invalid'],
    ['words', 'Call me at seven, please.', 'direct-code-invalid'],
    [
      'a call link',
      'https://calls.example/r/abcd-efgh-ijkl-mnop#abcdefghijklmnopqrstuv',
      'direct-code-invalid',
    ],
    ['its first half', offer.slice(0, 100), 'direct-code-damaged'],
    ['all but its last character', offer.slice(0, -1), 'direct-code-damaged'],
    ['one with two characters swapped', swapped(offer), 'direct-code-damaged'],
    ['one of a later version', withHead(offer, 0x20), 'direct-code-outdated'],
    ['one of a kind that there is not', withHead(offer, 0x15), 'direct-code-damaged'],
  ])('is not taken from %s', (_, text, code) => {
    expect(findCode(text)).toEqual({ ok: false, code });
  });

  it('that answers can be opened by whoever has the offer, and nobody else (D4)', async () => {
    const answer = decodeCode(await encodeAnswer(await deriveRoomKeys(secret), endpoint));
    if (!answer.ok || answer.value.kind !== 'answer') throw new Error('not an answer');
    const others = await deriveRoomKeys(randomBytes(createSeededRandom(1), 16));
    expect(await openAnswer(others, answer.value)).toBeNull();
    const box = answer.value.box.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    expect(await openAnswer(await deriveRoomKeys(secret), { ...answer.value, box })).toBeNull();
  });

  it('is read without a throw, whatever it is: garbage, cut off, altered', () => {
    const random = createSeededRandom(11);
    for (let run = 0; run < 800; run++) {
      const original = encodeOffer(randomBytes(random, 16), randomEndpoint(random));
      const [garbage, cut, altered, forged] = [
        toBase64Url(randomBytes(random, random.below(300))),
        original.slice(0, random.below(original.length)),
        mutated(original, random.below(original.length), random.below(128)),
        withHead(toBase64Url(randomBytes(random, 5 + random.below(200))), 0x10 + random.below(2)),
      ];
      for (const text of [garbage, cut, altered])
        expect(findCode(text)).toMatchObject({ ok: text === original });
      // A checksum says that nothing was altered on the way, not that anything made sense before.
      expect([true, false]).toContain(findCode(forged).ok);
    }
  });
});

function swapped(code: string): string {
  return `${code.slice(0, 50)}${code[51]}${code[50]}${code.slice(52)}`;
}

function mutated(code: string, index: number, characterCode: number): string {
  return code.slice(0, index) + String.fromCharCode(characterCode) + code.slice(index + 1);
}
