import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock';
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
  it('admits as many handshakes of an address as it may make in a minute, and anew once that is over', () => {
    const clock = new FakeClock();
    const limits = new AddressLimits({ ...options, connectionsPerMinute: 2 }, clock);
    const admitted = (address: string) => [1, 2, 3].map(() => limits.admits(address));
    expect(admitted('a')).toEqual([true, true, false]);
    clock.advance(59_999);
    expect(limits.admits('a')).toBe(false);
    expect(admitted('b')).toEqual([true, true, false]);
    clock.advance(1);
    expect(admitted('a')).toEqual([true, true, false]);
    expect(limits.admits('b')).toBe(false);
  });

  it('gives an address that closes everything and comes back no more than it had left (S5)', () => {
    const limits = new AddressLimits(options, new FakeClock());
    expect(drain(limits, 'a', 0)).toBe(3);
    limits.close('a', 0);
    expect(drain(limits, 'a', 2_999)).toBe(2);
    limits.close('a', 2_999);
    expect(drain(limits, 'b', 2_999)).toBe(3);
    expect(drain(limits, 'a', 3_001)).toBe(1);
  });

  it('forgets an address once its messages are full again, and none that has come back', () => {
    const limits = new AddressLimits(options, new FakeClock());
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
