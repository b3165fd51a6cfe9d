import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { envelopeKinds, envelopeSchema } from './envelope';
import { limits } from './limits';
import { envelope } from './test-samples';
import { spoil } from './test-spoil';

describe('the schema of an envelope', () => {
  it.each([
    ...envelopeKinds.map((kind) => ({ ...envelope, kind })),
    { ...envelope, seq: Number.MAX_SAFE_INTEGER },
    { ...envelope, box: 'A'.repeat(limits.boxLength) },
    { ...envelope, epoch: '-_-_-_-_-_-', iv: '-_-_-_-_-_-_-_-_' },
  ])('accepts a good one', (value) => {
    expect(v.is(envelopeSchema, value)).toBe(true);
  });

  it.each(spoil(envelope))('refuses one where %s (S4)', (_, value) => {
    expect(v.is(envelopeSchema, value)).toBe(false);
  });

  it.each([
    ['another version', { v: 2 }],
    ['another kind', { kind: 'chat' }],
    ['seq 0', { seq: 0 }],
    ['a seq beyond the safe integers', { seq: Number.MAX_SAFE_INTEGER + 1 }],
    ['an infinite seq', { seq: Number.POSITIVE_INFINITY }],
    ['an epoch that is too short', { epoch: 'A'.repeat(10) }],
    ['an epoch that holds a separator', { epoch: 'AAAAAAAAAA|' }],
    ['an iv that is too short', { iv: 'A'.repeat(15) }],
    ['an iv that is too long', { iv: 'A'.repeat(17) }],
    ['a box too short for its tag', { box: 'A'.repeat(21) }],
    ['a box over the limit', { box: 'A'.repeat(limits.boxLength + 1) }],
    ['a box with padding', { box: `${'A'.repeat(23)}=` }],
    ['a box with a line break', { box: `${'A'.repeat(23)}\n` }],
  ])('refuses %s', (_, change) => {
    expect(v.is(envelopeSchema, { ...envelope, ...change })).toBe(false);
  });

  it('takes a box of any length, but not with one character out of place', () => {
    for (let length = 22; length < 40; length++) {
      const box = '-aZ_09Az'.repeat(5).slice(0, length);
      expect(v.is(envelopeSchema, { ...envelope, box })).toBe(true);
      for (let at = 0; at < length; at++) {
        const spoilt = `${box.slice(0, at)}+${box.slice(at + 1)}`;
        expect(v.is(envelopeSchema, { ...envelope, box: spoilt })).toBe(false);
      }
    }
  });
});
