import { expect, it } from 'vitest';
import { createWorkerSource } from './worker-source';

/** A source whose workers are told apart by their number. */
function setUp() {
  const made: EventTarget[] = [];
  const source = createWorkerSource(() => {
    const worker = new EventTarget();
    made.push(worker);
    return worker as Worker;
  });
  return { made, take: () => made.indexOf(source.take()), prepare: () => source.prepare() };
}

it('makes a worker when one is taken, and none ahead unless told', () => {
  const { made, take } = setUp();
  expect([take(), take()]).toEqual([0, 1]);
  expect(made).toHaveLength(2);
});

it('has one ready once it was prepared, and the next one as soon as that is taken', () => {
  const { made, take, prepare } = setUp();
  prepare();
  prepare();
  expect(made).toHaveLength(1);
  expect(take()).toBe(0);
  expect(made).toHaveLength(2);
  expect(take()).toBe(1);
});

it('does not hand out one whose script could not be loaded', () => {
  const { made, take, prepare } = setUp();
  prepare();
  made[0]?.dispatchEvent(new Event('error'));
  expect(take()).toBe(1);
});
