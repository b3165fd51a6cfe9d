import { describe, expect, it } from 'vitest';
import { AddressLimits } from './address-limits';

const options = { connections: 2, connectionsPerMinute: 60, messagesPerS: 1, burstS: 3 };

/** How many messages the address may send at once. */
function drain(limits: AddressLimits, address: string, nowMs: number): number {
  const share = limits.open(address, nowMs);
  let count = 0;
  while (share?.messages.take(nowMs)) count += 1;
  return count;
}

describe('AddressLimits', () => {
  it('gives an address that closes everything and comes back no more than it had left (S5)', () => {
    const limits = new AddressLimits(options);
    expect(drain(limits, 'a', 0)).toBe(3);
    limits.close('a', 0);
    expect(drain(limits, 'a', 2_999)).toBe(2);
    limits.close('a', 2_999);
    expect(drain(limits, 'b', 2_999)).toBe(3);
    expect(drain(limits, 'a', 3_001)).toBe(1);
  });

  it('forgets an address once its messages are full again, and none that has come back', () => {
    const limits = new AddressLimits(options);
    const gone = limits.open('gone', 0);
    const back = limits.open('back', 0);
    limits.close('gone', 0);
    limits.close('back', 1_000);
    limits.open('back', 2_000);
    expect(limits.open('gone', 3_000)).not.toBe(gone);
    expect(limits.open('back', 9_000)).toBe(back);
    expect(limits.open('back', 9_000)).toBeNull();
  });
});
