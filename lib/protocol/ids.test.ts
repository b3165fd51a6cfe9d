import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  admissionSchema,
  epochSchema,
  participantIdOf,
  participantIdSchema,
  roomIdOf,
  roomIdSchema,
  seatTokenSchema,
} from './ids';

const admission = '3KZPG7FxKztTMtnVpylVijwULgN5TTnYuLLLZ0nWf3o';
const seatToken = 'EBESExQVFhcYGRobHB0eHw';

describe('a room id (R1)', () => {
  it('is that of an independent hash (Python hashlib)', async () => {
    expect(await roomIdOf(admission)).toBe('q6oo-7h7n-wff3-fq7f');
    expect(await roomIdOf('A'.repeat(43))).toBe('gbip-f2na-lcas-hu7q');
  });

  it('fits its own schema', async () => {
    expect(v.is(roomIdSchema, await roomIdOf(admission))).toBe(true);
  });

  it.each(['=', 'not base64url!', `${'A'.repeat(42)}B`])('is null for %j, which is no key', async (text) => {
    expect(await roomIdOf(text)).toBeNull();
  });
});

describe('a participant id (R3)', () => {
  it('is that of an independent hash (Python hashlib)', async () => {
    expect(await participantIdOf('q6oo-7h7n-wff3-fq7f', seatToken)).toBe('scxk-ihwx-3ljs-pe5n');
  });

  it('is another in another room and for another token', async () => {
    const ids = await Promise.all([
      participantIdOf('q6oo-7h7n-wff3-fq7f', seatToken),
      participantIdOf('gbip-f2na-lcas-hu7q', seatToken),
      participantIdOf('q6oo-7h7n-wff3-fq7f', 'EBESExQVFhcYGRobHB0eHg'),
    ]);
    expect(new Set(ids).size).toBe(3);
  });

  it('is null for what is no token', async () => {
    expect(await participantIdOf('q6oo-7h7n-wff3-fq7f', 'EBESExQVFhcYGRobHB0eHx')).toBeNull();
  });
});

describe.each([
  ['room id', roomIdSchema],
  ['participant id', participantIdSchema],
])('the schema of a %s', (_, schema) => {
  it('accepts four groups of four', () => {
    expect(v.is(schema, 'abcd-efgh-2345-67zz')).toBe(true);
  });

  it.each([
    '',
    'abcd-efgh-2345',
    'abcd-efgh-2345-67zz-aaaa',
    'abcdefgh234567zz',
    'ABCD-efgh-2345-67zz',
    'abc0-efgh-2345-67zz',
    'abc1-efgh-2345-67zz',
    ' abcd-efgh-2345-67zz',
    'abcd-efgh-2345-67zz\n',
    'abcd_efgh_2345_67zz',
    '__proto__',
    null,
    undefined,
    7,
    ['abcd-efgh-2345-67zz'],
    { toString: () => 'abcd-efgh-2345-67zz' },
  ])('refuses %j', (value) => {
    expect(v.is(schema, value)).toBe(false);
  });
});

describe.each([
  ['an admission', admissionSchema, 43],
  ['a seat token', seatTokenSchema, 22],
  ['an epoch', epochSchema, 11],
])('the schema of %s', (_, schema, length) => {
  it(`accepts ${length} characters of base64url`, () => {
    expect(v.is(schema, `-_${'A'.repeat(length - 2)}`)).toBe(true);
  });

  it('refuses another length, another alphabet and what is no text', () => {
    for (const value of [
      '',
      'A'.repeat(length - 1),
      'A'.repeat(length + 1),
      `+${'A'.repeat(length - 1)}`,
      `${'A'.repeat(length - 1)}=`,
      `${'A'.repeat(length)}\n`,
      Array.from({ length }, () => 'A'),
      null,
      undefined,
      1,
    ]) {
      expect(v.is(schema, value)).toBe(false);
    }
  });
});
