import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXorAddress, encodeXorAddress } from './stun-address';
import { decodeStunMessage, encodeStunMessage, stunAttribute, stunMethod } from './stun-message';
import { longTermKey } from './turn-allocation';

const bytesOf = (hex: string) => Buffer.from(hex.replace(/\s/g, ''), 'hex');
const shortTermKey = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt');

/** RFC 5769 2.1 to 2.4. */
const vectors = {
  request: bytesOf(`0001 0058 2112a442 b7e7a701 bc34d686 fa87dfae
    8022 0010 5354554e 20746573 7420636c 69656e74  0024 0004 6e0001ff
    8029 0008 932ff9b1 51263b36  0006 0009 6576746a 3a683676 59202020
    0008 0014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2  8028 0004 e57a3bcf`),
  ipv4Response: bytesOf(`0101 003c 2112a442 b7e7a701 bc34d686 fa87dfae
    8022 000b 74657374 20766563 746f7220  0020 0008 0001a147 e112a643
    0008 0014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7  8028 0004 c07d4c96`),
  ipv6Response: bytesOf(`0101 0048 2112a442 b7e7a701 bc34d686 fa87dfae
    8022 000b 74657374 20766563 746f7220  0020 0014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
    0008 0014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41  8028 0004 c8fb0b4c`),
  longTermRequest: bytesOf(`0001 0060 2112a442 78ad3433 c6ad72c0 29da412e
    0006 0012 e3839ee3 8388e383 aae38383 e382afe3 82b90000
    0015 001c 662f2f34 39396b39 35346436 4f4c3334 6f4c3946 53547679 36347341
    0014 000b 6578616d 706c652e 6f726700  0008 0014 f6702465 6dd64a3e 02b8e071 2e85c9a2 8ca89666`),
};

function decode(bytes: Buffer) {
  const message = decodeStunMessage(bytes);
  if (!message) throw new Error('not decoded');
  return message;
}

describe('decodeStunMessage', () => {
  it('reads the request of RFC 5769 2.1, and knows the right key from a wrong one', () => {
    const message = decode(vectors.request);
    expect(message).toMatchObject({ class: 'request', method: stunMethod.binding });
    expect(message.attributes.get(stunAttribute.username)?.toString()).toBe('evtj:h6vY');
    expect(message.isIntact(shortTermKey)).toBe(true);
    expect(message.isIntact(Buffer.from('another'))).toBe(false);
  });

  it.each([
    ['ipv4Response', '192.0.2.1'],
    ['ipv6Response', '2001:db8:1234:5678:11:2233:4455:6677'],
  ] as const)('reads the address of the %s of RFC 5769 2.2 and 2.3', (name, address) => {
    const message = decode(vectors[name]);
    expect(message).toMatchObject({ class: 'success', method: stunMethod.binding });
    expect(message.isIntact(shortTermKey)).toBe(true);
    const value = message.attributes.get(stunAttribute.xorMappedAddress);
    expect(decodeXorAddress(value, message.transactionId)).toEqual({ address, port: 32_853 });
    expect(encodeXorAddress({ address, port: 32_853 }, message.transactionId)).toEqual(value);
  });

  it('checks the long-term credentials of RFC 5769 2.4', () => {
    const message = decode(vectors.longTermRequest);
    const username = message.attributes.get(stunAttribute.username)?.toString() ?? '';
    expect(username).toBe('マトリックス');
    expect(message.isIntact(longTermKey(username, 'example.org', 'TheMatrIX'))).toBe(true);
    expect(message.isIntact(longTermKey(username, 'example.org', 'TheMatrix'))).toBe(false);
  });

  it('refuses a message of which any bit before the FINGERPRINT has been turned', () => {
    for (let bit = 0; bit < (vectors.request.length - 8) * 8; bit++) {
      const bytes = Buffer.from(vectors.request);
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(decodeStunMessage(bytes)?.isIntact(shortTermKey) ?? false).toBe(false);
    }
  });

  it('answers null, and never throws, to whatever else arrives', () => {
    const header = fc.constantFrom(vectors.request.subarray(0, 20), Buffer.alloc(0));
    const cut = fc.nat(vectors.request.length - 1).map((length) => vectors.request.subarray(0, length));
    const noise = fc
      .tuple(header, fc.uint8Array({ maxLength: 200 }))
      .map(([start, rest]) => Buffer.concat([start, rest]));
    fc.assert(
      fc.property(fc.oneof(cut, noise), (bytes) => decodeStunMessage(bytes) === null),
      { seed: 8489, numRuns: 2_000 },
    );
  });
});

describe('encodeStunMessage', () => {
  it('makes what decodes to the same, with integrity under the key', () => {
    const message = {
      class: 'indication' as const,
      method: stunMethod.data,
      transactionId: Buffer.from('abcdefghijkl'),
      attributes: new Map([
        [stunAttribute.data, Buffer.from('seven b')],
        [stunAttribute.lifetime, Buffer.alloc(4)],
      ]),
    };
    const decoded = decode(encodeStunMessage(message, shortTermKey));
    expect(decoded).toMatchObject(message);
    expect(decoded.isIntact(shortTermKey)).toBe(true);
    expect(decode(encodeStunMessage(message)).isIntact(shortTermKey)).toBe(false);
  });

  it('makes the very bytes of RFC 5769 2.1 up to its padding', () => {
    const { method, transactionId, attributes } = decode(vectors.request);
    const encoded = encodeStunMessage({ class: 'request', method, transactionId, attributes }, shortTermKey);
    // The sample pads its user name with spaces; zeros are as good, but give another checksum.
    expect(encoded.subarray(0, 72)).toEqual(vectors.request.subarray(0, 72));
    expect(encoded.length).toBe(vectors.request.length);
  });
});
