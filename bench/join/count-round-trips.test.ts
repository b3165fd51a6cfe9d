import { expect, it } from 'vitest';
import { countRoundTrips, type Packet } from './count-round-trips';

const [newcomer, resident] = [0, 1];
const sent = (page: number, atMs: number): Packet => ({ page, isSent: true, atMs });
const received = (page: number, atMs: number): Packet => ({ page, isSent: false, atMs });

it('counts a join and its answer as two round trips, whoever they lead to', () => {
  const join = [sent(newcomer, 0), received(newcomer, 200), received(resident, 200)];
  expect(countRoundTrips(join, 100)).toBe(1);
  expect(countRoundTrips([...join, sent(resident, 210), received(newcomer, 410)], 100)).toBe(2);
});

it('counts what is said in one breath once', () => {
  const burst = [0, 1, 2, 3].flatMap((ms) => [sent(newcomer, ms), received(resident, ms + 200)]);
  expect(countRoundTrips(burst, 100)).toBe(1);
});

it('takes nothing for an answer that came sooner than one can', () => {
  const crossing = [sent(newcomer, 0), received(newcomer, 150), sent(newcomer, 160), received(resident, 360)];
  expect(countRoundTrips(crossing, 100)).toBe(1);
  expect(countRoundTrips(crossing, 0)).toBe(2);
});

it('counts nothing where nothing came back, in whatever order packets are given', () => {
  expect(countRoundTrips([], 0)).toBe(0);
  expect(countRoundTrips([received(newcomer, 5), sent(newcomer, 6)], 0)).toBe(0);
  expect(countRoundTrips([received(newcomer, 6), sent(newcomer, 5)], 0)).toBe(1);
});
