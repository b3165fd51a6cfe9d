import { describe, expect, it } from 'vitest';
import { limits } from '@/lib/protocol';
import { LogicalClock } from './logical-clock';
import { mergeTimeline, type TimelineItem } from './timeline';

const author = { participantId: 'abcd-efgh-2345-67zz', displayName: 'Ada', isSelf: false, isConfirmed: true };
const item = (id: string, order: number, atMs: number): TimelineItem => ({
  type: 'text',
  id,
  order,
  atMs,
  author,
});

describe('the order of things in a room', () => {
  it('puts what somebody makes after everything that they have seen', () => {
    const clock = new LogicalClock();
    clock.observe(7);
    clock.observe(3);
    expect([clock.next(), clock.next()]).toEqual([8, 9]);
  });

  it('falls back to the time of day when somebody says the highest order there is', () => {
    const clock = new LogicalClock();
    clock.observe(limits.orderMax + 5);
    const answer = item('answer', clock.next(), 2_000);
    const insolent = item('insolent', limits.orderMax, 1_000);
    expect(mergeTimeline([answer], [insolent])).toEqual([insolent, answer]);
  });

  it('is the same whatever source a thing comes from and whenever it came', () => {
    const [a, b, c, d] = [item('a', 1, 5), item('b', 2, 9), item('c', 2, 9), item('d', 2, 10)];
    expect(mergeTimeline([d, a], [c], [b])).toEqual([a, b, c, d]);
    expect(mergeTimeline([b, c], [a, d])).toEqual([a, b, c, d]);
  });
});
