import { describe, expect, it } from 'vitest';
import { type Envelope, limits, type ParticipantId } from '@/lib/protocol';
import { offersThatFit } from './offers-that-fit';

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

function offersOf(count: number, boxLength: number): [ParticipantId, Envelope][] {
  return Array.from({ length: count }, (_, i) => {
    const box = 'A'.repeat(boxLength);
    const envelope: Envelope = {
      v: 1,
      kind: 'description',
      epoch: 'AAAAAAAAAAA',
      seq: Number.MAX_SAFE_INTEGER,
      iv: 'A'.repeat(16),
      box,
    };
    return [`${letters[i]}aaa-aaaa-aaaa-aaaa`, envelope];
  });
}

describe('the offers of a join', () => {
  it('all fit for a call of eight', () => {
    const offers = offersOf(7, 20_000);
    expect(offersThatFit(offers)).toEqual(Object.fromEntries(offers));
  });

  it.each([
    ['usual', 20_000, 20],
    ['the longest', limits.boxLength, 6],
  ])('stay within a packet in the largest room when they are %s', (_, boxLength, count) => {
    const offers = offersOf(limits.roomCapacityMax - 1, boxLength);
    const fitting = offersThatFit(offers);
    expect(fitting).toEqual(Object.fromEntries(offers.slice(0, count)));
    expect(JSON.stringify(fitting).length + limits.boxLength).toBeLessThan(limits.packetBytes);
  });
});
