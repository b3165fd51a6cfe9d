import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRoomLink, parseRoomLink } from './room-link';

const origin = 'https://parley.example';
const roomId = 'q6oo-7h7n-wff3-fq7f';
const secret = 'AAECAwQFBgcICQoLDA0ODw';
const url = `${origin}/r/${roomId}#${secret}`;

describe('a new link', () => {
  it('reads back as the same call', async () => {
    const link = await createRoomLink(origin);
    const parsed = await parseRoomLink(link.url, origin);
    expect(parsed).toMatchObject({ ok: true, value: { url: link.url, roomId: link.roomId } });
    expect(parsed.ok && parsed.value.keys.admission).toBe(link.keys.admission);
  });

  it('holds 22 characters of secret, never the same twice (C1)', async () => {
    const links = await Promise.all(Array.from({ length: 20 }, () => createRoomLink(origin)));
    for (const link of links)
      expect(link.url).toMatch(/^https:\/\/parley\.example\/r\/[a-z2-7-]{19}#[\w-]{22}$/);
    expect(new Set(links.map((link) => link.url)).size).toBe(20);
  });
});

describe('a pasted link', () => {
  it.each([
    ['as it is', url],
    ['in white space', `\n\t ${url} \n`],
    ['in angle brackets', `<${url}>`],
    ['in white space and angle brackets', ` < ${url} > `],
    ['without a scheme', `parley.example/r/${roomId}#${secret}`],
    ['with the other scheme', `http://parley.example/r/${roomId}#${secret}`],
    ['with capital letters in host and room', `HTTPS://PARLEY.example/r/${roomId.toUpperCase()}#${secret}`],
    ['with a slash behind the room', `${origin}/r/${roomId}/#${secret}`],
    ['with a query', `${origin}/r/${roomId}?from=mail#${secret}`],
    ['with a full stop behind', `${url}.`],
    ['with a bracket and a comma behind', `${url}),`],
    ['behind words', `Join me: ${url}`],
    ['behind words that a line break parted from it', `Call with Adahttps${url.slice(5)}`],
    ['below a title', `Parley\n${url}`],
    ['within a sentence', `Come to ${url}, all of you.`],
    ['in words without a scheme', `Join parley.example/r/${roomId}#${secret} at five`],
    ['in quotation marks', `“${url}”`],
    ['as a link of Markdown', `[Join](${url})`],
    ['below an agenda elsewhere', `https://forum.example/r/agenda#five then ${url}`],
    ['before another one', `${url} ${origin}/r/${roomId}#${secret.slice(1)}`],
  ])('is understood %s', async (_, text) => {
    const parsed = await parseRoomLink(text, origin);
    expect(parsed).toMatchObject({ ok: true, value: { url, roomId } });
  });

  it.each([
    ['nothing', ''],
    ['words', 'see you at five'],
    ['another scheme', `ftp://parley.example/r/${roomId}#${secret}`],
    ['a script', `javascript:alert(1)//r/${roomId}#${secret}`],
    ['another host', `https://parley.example.evil.example/r/${roomId}#${secret}`],
    ['another port', `https://parley.example:8443/r/${roomId}#${secret}`],
    ['credentials that look like the host', `https://parley.example@evil.example/r/${roomId}#${secret}`],
    ['the home page', `${origin}/`],
    ['another page', `${origin}/check#${secret}`],
    ['a page below the room', `${origin}/r/${roomId}/more#${secret}`],
    ['no room', `${origin}/r/#${secret}`],
  ])('is invalid when it is %s', async (_, text) => {
    expect(await parseRoomLink(text, origin)).toEqual({ ok: false, code: 'link-invalid' });
  });

  it.each([
    ['no fragment', `${origin}/r/${roomId}`],
    ['an empty fragment', `${origin}/r/${roomId}#`],
    ['half a room', `${origin}/r/${roomId.slice(0, 9)}`],
    ['half a secret', `${origin}/r/${roomId}#${secret.slice(0, 11)}`],
    ['all but one character', url.slice(0, -1)],
  ])('is cut off when it has %s', async (_, text) => {
    expect(await parseRoomLink(text, origin)).toEqual({ ok: false, code: 'link-cut-off' });
  });

  it.each([
    ['a character too many', `${url}A`],
    ['a character that no secret has', `${origin}/r/${roomId}#${secret.replace('E', '!')}`],
    ['bits that no 16 bytes have', `${origin}/r/${roomId}#${secret.slice(0, -1)}x`],
    ['another letter in the secret', `${origin}/r/${roomId}#${secret.replace('E', 'F')}`],
    ['another case in the secret', `${origin}/r/${roomId}#${secret.toLowerCase()}`],
    ['the secret of another room', `${origin}/r/gbip-f2na-lcas-hu7q#${secret}`],
    ['a room that is no id', `${origin}/r/standup#${secret}`],
  ])('is mistyped when it has %s', async (_, text) => {
    expect(await parseRoomLink(text, origin)).toEqual({ ok: false, code: 'link-mistyped' });
  });

  it('keeps its own host when no origin is asked for', async () => {
    expect(await parseRoomLink(`https://other.example/r/${roomId}#${secret}`)).toMatchObject({
      ok: true,
      value: { url: `https://other.example/r/${roomId}#${secret}` },
    });
  });

  it('is looked for in time that grows no faster than the text', async () => {
    const texts = [
      'https://'.repeat(200_000),
      '/r/'.repeat(500_000),
      'https://a/r/ '.repeat(10_000),
      `${origin}/r/${roomId}#${'!'.repeat(1_000_000)}a`,
      '<'.repeat(1_000_000),
    ];
    for (const text of texts) expect((await parseRoomLink(text, origin)).ok).toBe(false);
  });

  it('never throws, whatever the text', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withFragments: true }),
      fc.string().map((tail) => `${origin}/r/${roomId}#${tail}`),
      fc.string().map((tail) => `${origin}/r/${tail}`),
    );
    await fc.assert(
      fc.asyncProperty(text, async (candidate) => {
        expect((await parseRoomLink(candidate, origin)).ok).toBe(false);
      }),
      { seed: 20261121, numRuns: 500 },
    );
  }, 30_000);
});
