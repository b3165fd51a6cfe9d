import { expect, it, vi } from 'vitest';
import type { CallQuality } from '@/lib/quality/call-quality';
import { silentLogger } from '@/lib/store/logger';
import type { QualityRoom } from './open-quality';
import { RoomQuality } from './room-quality';

const roomOf = () => ({}) as QualityRoom;
const createQuality = () => ({ close: vi.fn() }) as unknown as CallQuality;

/** What opens, when the test says so. */
function createOpening() {
  let resolve: (quality: CallQuality) => void = () => undefined;
  const promise = new Promise<CallQuality>((settle) => {
    resolve = settle;
  });
  return { open: vi.fn(() => promise), resolve };
}

it('is opened once for a room, although we take our seat again before it is there', async () => {
  const { open, resolve } = createOpening();
  const quality = new RoomQuality(open, silentLogger);
  const room = roomOf();
  const begun = [quality.begin(room), quality.begin(room)];
  const opened = createQuality();
  resolve(opened);
  await Promise.all(begun);
  await quality.begin(room);
  expect(open).toHaveBeenCalledOnce();
  expect(quality.state.getSnapshot()).toBe(opened);
  expect(opened.close).not.toHaveBeenCalled();
});

it('is closed at once when the room has ended meanwhile', async () => {
  const { open, resolve } = createOpening();
  const quality = new RoomQuality(open, silentLogger);
  const begun = quality.begin(roomOf());
  quality.end();
  const opened = createQuality();
  resolve(opened);
  await begun;
  expect(opened.close).toHaveBeenCalledOnce();
  expect(quality.state.getSnapshot()).toBeNull();
});

it('is tried again with the next seat when it could not be loaded', async () => {
  const open = vi.fn(() => Promise.reject(new Error('offline')));
  const quality = new RoomQuality(open, silentLogger);
  const room = roomOf();
  await quality.begin(room);
  await quality.begin(room);
  expect(open).toHaveBeenCalledTimes(2);
  expect(quality.state.getSnapshot()).toBeNull();
});
