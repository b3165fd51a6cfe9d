import { createHash, hkdfSync } from 'node:crypto';
import { startRecordingProxy } from './fixtures/recording-proxy';
import { expect, test } from './fixtures/test';

/** One thing the server must not know, in the encodings in which it could pass by. */
function spellings(what: string, bytes: Uint8Array): { what: string; needle: Buffer }[] {
  const buffer = Buffer.from(bytes);
  const text = {
    raw: buffer,
    base64url: Buffer.from(buffer.toString('base64url')),
    base64: Buffer.from(buffer.toString('base64')),
    hex: Buffer.from(buffer.toString('hex')),
    'upper hex': Buffer.from(buffer.toString('hex').toUpperCase()),
    percent: Buffer.from(encodeURIComponent(buffer.toString('utf8'))),
    json: Buffer.from(JSON.stringify(buffer.toString('utf8')).slice(1, -1)),
  };
  return Object.entries(text).map(([how, needle]) => ({ what: `${what} (${how})`, needle }));
}

/** The key of PROTOCOL C2 that stays in browsers; the other one, for admission, is shown to the server. */
function signalKey(secret: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, 'parley/v1', 'signal', 32));
}

function foundIn(haystack: Buffer, needles: { what: string; needle: Buffer }[]): string[] {
  return needles.filter(({ needle }) => haystack.includes(needle)).map(({ what }) => what);
}

test('the server never gets the secret, a name, a fingerprint or a candidate, and logs none', async ({
  invite,
  startServer,
}) => {
  const server = await startServer({ LOG_LEVEL: 'trace' });
  const proxy = await startRecordingProxy(server.port);
  try {
    const names = ['Wilhelmina Ødegård-Quux', 'Bartholomäus "Bo" Featherstonehaugh'] as const;
    const ada = await invite('ada');
    const bo = await invite('bo');
    const link = await ada.startCall(proxy.url);
    await ada.join(names[0]);
    await bo.page.goto(link);
    await bo.join(names[1]);
    await ada.sees({ name: names[1] }, bo);
    await bo.sees({ name: names[0] }, ada);
    await bo.press('Share screen');
    await expect(ada.page.getByRole('figure')).toHaveCount(1);
    await bo.press('Turn off camera');
    await ada.seesNoPictureOf({ name: names[1] });
    await bo.leave();
    await expect(ada.tile(names[1])).toHaveCount(0);
    const fingerprints = await ada.page.evaluate(() =>
      window.probe.connections.flatMap(
        ({ localDescription }) => localDescription?.sdp.match(/(?<=a=fingerprint:sha-256 ).+/g) ?? [],
      ),
    );
    expect(fingerprints.length).toBeGreaterThan(0);

    const secretText = new URL(link).hash.slice(1);
    const secret = Buffer.from(secretText, 'base64url');
    const forbidden = [
      ...spellings('the secret', secret),
      ...spellings('the signal key', signalKey(secret)),
      ...names.flatMap((name) => spellings(`the name ${name}`, Buffer.from(name))),
      ...fingerprints.flatMap((text) => spellings('a fingerprint', Buffer.from(text.trim()))),
      ...fingerprints.map((text) => ({
        what: 'a fingerprint in bytes',
        needle: Buffer.from(text.trim().replaceAll(':', ''), 'hex'),
      })),
      ...['a=fingerprint', 'candidate:', 'a=ice-pwd', 'typ host', 'v=0\\r\\n'].map((text) => ({
        what: text,
        needle: Buffer.from(text),
      })),
      { what: 'a hash of the secret', needle: createHash('sha256').update(secret).digest() },
    ];
    const known = Buffer.concat([proxy.received(), Buffer.from(server.log())]);
    expect(known.length).toBeGreaterThan(10_000);
    expect(known.includes('"room:join"')).toBe(true);
    expect(known.includes(new URL(link).pathname.replace('/r/', ''))).toBe(true);
    expect(foundIn(known, forbidden)).toEqual([]);

    // The search can find: once the same things are said to the server on a socket, it finds them all.
    await ada.page.evaluate(
      ([secretFragment, name]) =>
        new Promise<void>((resolve, reject) => {
          const socket = new WebSocket(`${location.origin}/socket.io/?EIO=4&transport=websocket`);
          socket.addEventListener('error', () => reject(new Error('the socket failed')));
          socket.addEventListener('message', () => {
            socket.send(`4${secretFragment} ${name} a=fingerprint candidate:`);
            resolve();
          });
        }),
      [secretText, names[0]] as const,
    );
    await expect
      .poll(() => foundIn(proxy.received(), forbidden))
      .toEqual(
        expect.arrayContaining([
          'the secret (base64url)',
          `the name ${names[0]} (raw)`,
          'a=fingerprint',
          'candidate:',
        ]),
      );
  } finally {
    proxy.close();
  }
});
