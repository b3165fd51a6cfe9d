import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase32, toBase64Url } from './encoding';

const seed = 20261121;

describe('base64url', () => {
  it.each([
    ['', []],
    ['Zg', [0x66]],
    ['Zm8', [0x66, 0x6f]],
    ['Zm9v', [0x66, 0x6f, 0x6f]],
    ['-_8', [0xfb, 0xff]],
  ])('writes and reads %j (RFC 4648 10, without padding)', (text, bytes) => {
    expect(toBase64Url(Uint8Array.from(bytes))).toBe(text);
    expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
  });

  it('reads back what it wrote, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toMatch(/^[\w-]*$/);
        expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
      }),
      { seed },
    );
  });

  it('reads back more bytes than a call can take as arguments', () => {
    const bytes = Uint8Array.from({ length: 200_000 }, (_, index) => index * 7);
    const read = fromBase64Url(toBase64Url(bytes));
    expect(read?.length).toBe(bytes.length);
    expect(read?.every((byte, index) => byte === bytes[index])).toBe(true);
  });

  it.each(['A', 'Zg==', 'Zh', 'Zm9', '+/8', 'Zm 9v', 'Zm9v\n', 'Zm9v!', 'ＡＡ', '\0\0'])(
    'refuses %j, which no bytes are written as',
    (text) => {
      expect(fromBase64Url(text)).toBeNull();
    },
  );

  it('has one spelling for each value: text is refused or written the same again', () => {
    const text = fc.string({ unit: fc.constantFrom(...'AZaz09-_+/= '), maxLength: 24 });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = fromBase64Url(candidate);
        expect(bytes === null || toBase64Url(bytes) === candidate).toBe(true);
      }),
      { seed, numRuns: 2_000 },
    );
  });
});

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'my'],
    ['fo', 'mzxq'],
    ['foo', 'mzxw6'],
    ['foob', 'mzxw6yq'],
    ['fooba', 'mzxw6ytb'],
    ['foobar', 'mzxw6ytboi'],
  ])('writes %j as %j (RFC 4648 10, lower case, without padding)', (text, expected) => {
    expect(toBase32(new TextEncoder().encode(text))).toBe(expected);
  });

  it('never writes two values the same', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(bytes, fc.nat(79), (value, bit) => {
        const other = Uint8Array.from(value);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(toBase32(value)).toMatch(/^[a-z2-7]{16}$/);
        expect(toBase32(other)).not.toBe(toBase32(value));
      }),
      { seed },
    );
  });
});
