import { expect, it } from 'vitest';
import type { JoinSample } from './measure-join';
import { barsOf, isMet, type JoinCase } from './report';

const sample = (messagesSettled: number): JoinSample => ({
  joinerMs: 1,
  joinerAllMs: 1,
  residentMs: 1,
  messages: 9,
  roundTrips: 2,
  messagesSettled,
});
const joinOf = (people: number, ...settled: number[]): JoinCase => ({
  delayMs: 0,
  people,
  floor: [sample(9)],
  parley: settled.map(sample),
});
const growth = (...joins: JoinCase[]) =>
  barsOf(joins, { floor: [], parley: [] })
    .filter(({ what }) => what.includes('further person'))
    .map((bar) => [bar.value, isMet(bar)]);

it('holds messages to growing with people, and no faster', () => {
  const two = joinOf(2, 9, 9);
  expect(growth(two, joinOf(3, 16), joinOf(4, 23))).toEqual([
    [7, true],
    [7, true],
  ]);
  expect(growth(two, joinOf(3, 19), joinOf(4, 39))).toEqual([
    [10, true],
    [15, false],
  ]);
});

it('takes what was said again for no growth', () => {
  expect(growth(joinOf(2, 9), joinOf(3, 30, 16))).toEqual([[7, true]]);
});

it('compares nothing where two people were not measured', () => {
  expect(growth(joinOf(3, 16), joinOf(4, 23))).toEqual([]);
});
