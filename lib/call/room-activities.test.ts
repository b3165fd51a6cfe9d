import { expect, it, vi } from 'vitest';
import type { Activities } from '@/lib/room/activities';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { RoomActivities } from './room-activities';

/** A room without anybody. */
const roomOf = () => ({ mesh: { watchLinks: () => () => undefined } });

/** Activities that can't be loaded the first `failures` times. */
function setUp(failures: number) {
  const clock = createFakeClock();
  const opened = { enter: vi.fn(), exit: vi.fn() };
  const open = vi.fn(async () => {
    if (open.mock.calls.length <= failures) throw new Error('script is out of reach');
    return opened as unknown as Activities;
  });
  return { clock, opened, open, activities: new RoomActivities(open, clock, silentLogger) };
}

it('are there as soon as their program can be loaded, however often it could not', async () => {
  const { clock, opened, open, activities } = setUp(3);
  await activities.begin(roomOf());
  expect(activities.state.getSnapshot()).toBeNull();
  await clock.advanceAsync(1_000 + 2_000);
  expect(open).toHaveBeenCalledTimes(3);
  await clock.advanceAsync(4_000);
  expect(activities.state.getSnapshot()).toBe(opened);
  expect(opened.enter).toHaveBeenCalledOnce();
  expect(clock.pendingCount).toBe(0);
});

it('are asked for at least every half minute', async () => {
  const { clock, open, activities } = setUp(Number.POSITIVE_INFINITY);
  await activities.begin(roomOf());
  await clock.advanceAsync(60_000);
  const { length } = open.mock.calls;
  await clock.advanceAsync(300_000);
  expect(open.mock.calls.length - length).toBe(10);
});

it('are tried at once with the next seat, and opened once only', async () => {
  const { clock, opened, open, activities } = setUp(1);
  const room = roomOf();
  await activities.begin(room);
  await activities.begin(room);
  await clock.advanceAsync(60_000);
  expect(open).toHaveBeenCalledTimes(2);
  expect(opened.enter).toHaveBeenCalledOnce();
});

it('are asked for no more when the room has ended', async () => {
  const { clock, open, activities } = setUp(Number.POSITIVE_INFINITY);
  const room = roomOf();
  await activities.begin(room);
  await activities.begin(room);
  activities.end();
  expect(clock.pendingCount).toBe(0);
  await clock.advanceAsync(60_000);
  expect(open).toHaveBeenCalledTimes(2);
});
