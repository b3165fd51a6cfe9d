import { describe, expect, it } from 'vitest';
import { handOrder } from './hand-order';
import type { PresenceState } from './presence';

const state = (own: number | null, others: Record<string, number | null>): PresenceState => ({
  own: { hand: own, isRecording: false },
  others: new Map(Object.entries(others).map(([id, hand]) => [id, { hand, isRecording: false }])),
});

describe('the order of hands (PROTOCOL M4)', () => {
  it('goes by place, leaves out hands that are down, and has gaps where some were lowered', () => {
    expect(handOrder('m', state(4, { z: 1, b: null, a: 9 }))).toEqual(['z', 'm', 'a']);
    expect(handOrder('m', state(null, { b: null }))).toEqual([]);
  });

  it('is the same for both who took the same place at the same time', () => {
    expect(handOrder('b', state(1, { a: 1 }))).toEqual(['a', 'b']);
    expect(handOrder('a', state(1, { b: 1 }))).toEqual(['a', 'b']);
  });
});
