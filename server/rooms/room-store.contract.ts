import { describe, expect, it } from 'vitest';
import type { Envelope } from '@/lib/protocol';
import type { RoomStoreOptions } from './memory-room-store';
import type { RoomStore } from './room-store';

const room = 'aaaa-aaaa-aaaa-aaaa';
const elsewhere = 'bbbb-bbbb-bbbb-bbbb';
const profile = (seq: number): Envelope => ({ v: 1, kind: 'profile', epoch: 'e', seq, iv: 'iv', box: 'box' });
const seat = (participantId: string, connectionId: string, epoch = 'epoch-1') => ({
  participantId,
  connectionId,
  epoch,
  profile: profile(1),
});

/** A store that says how many rooms it keeps something of, so that R5 can be tested. */
interface CountingRoomStore extends RoomStore {
  countRooms(): Promise<number>;
}

/** What every `RoomStore` must keep, whatever it is made of. */
export function describeRoomStore(
  name: string,
  create: (options: RoomStoreOptions) => Promise<CountingRoomStore>,
): void {
  const fresh = () => create({ capacity: 2, watcherCapacity: 3 });

  describe(name, () => {
    it('lists those who sit, and nobody of another room', async () => {
      const store = await fresh();
      await store.join(room, seat('ada', 'c1'));
      await store.join(elsewhere, seat('eve', 'c9'));
      const ada = { ...seat('ada', 'c1'), isInterrupted: false };
      await store.watch(room, 'bob', 'c2');
      expect(store.listSeats(room)).toEqual([ada]);
      expect(store.findSeat(room, 'ada')).toEqual(ada);
      expect(store.findSeat(elsewhere, 'ada')).toBeUndefined();
    });

    it('lets no more watch than may, except who has a seat', async () => {
      const store = await fresh();
      await store.join(room, seat('ada', 'c1'));
      for (const id of ['c1', 'c2', 'c3']) expect((await store.watch(room, 'bob', id)).ok).toBe(true);
      expect(await store.watch(room, 'bob', 'c4')).toEqual({ ok: false, code: 'room-full' });
      expect((await store.watch(room, 'ada', 'c5')).ok).toBe(true);
      await store.unwatch(room, 'c2');
      await store.unwatch(room, 'c3');
      expect((await store.watch(room, 'bob', 'c4')).ok).toBe(true);
    });

    it('gives the last seat to one of those who race for it', async () => {
      const store = await fresh();
      await store.join(room, seat('ada', 'c1'));
      const results = await Promise.all(
        ['b', 'c', 'd', 'e'].map((id) => store.join(room, seat(id, `c-${id}`))),
      );
      expect(results.filter((result) => result.ok)).toHaveLength(1);
    });

    it('tells a newcomer, a return and a replacement apart, and counts neither of the last against capacity', async () => {
      const store = await fresh();
      const join = async (...args: Parameters<typeof seat>) => {
        const result = await store.join(room, seat(...args));
        return result.ok ? [result.value.arrival, result.value.replacedConnectionId] : result.code;
      };
      expect(await join('ada', 'c1')).toEqual(['new', null]);
      expect(await join('bob', 'c2')).toEqual(['new', null]);
      expect(await join('ada', 'c1')).toEqual(['return', null]);
      expect(await join('ada', 'c3')).toEqual(['return', 'c1']);
      expect(await join('ada', 'c4', 'epoch-2')).toEqual(['replacement', 'c3']);
      await store.interrupt(room, 'ada', 'c4');
      expect(await join('ada', 'c5', 'epoch-2')).toEqual(['return', null]);
      expect(await join('carol', 'c6')).toBe('room-full');
    });

    it('lists a replacement as the one who came last, a return where it was', async () => {
      const store = await create({ capacity: 3, watcherCapacity: 3 });
      for (const [id, connectionId] of [
        ['ada', 'c1'],
        ['bob', 'c2'],
        ['ada', 'c3'],
      ] as const) {
        await store.join(room, seat(id, connectionId));
      }
      const order = () => store.listSeats(room).map(({ participantId }) => participantId);
      expect(order()).toEqual(['ada', 'bob']);
      await store.join(room, seat('ada', 'c4', 'epoch-2'));
      expect(order()).toEqual(['bob', 'ada']);
    });

    it('changes a seat only for the connection that holds it', async () => {
      const store = await fresh();
      await store.join(room, seat('ada', 'c1'));
      await store.join(room, seat('ada', 'c2'));
      expect(await store.updateProfile(room, 'ada', 'c1', profile(2))).toBe(false);
      expect(await store.interrupt(room, 'ada', 'c1')).toBe(false);
      expect(await store.leave(room, 'ada', 'c1')).toBe(false);
      expect(await store.leave(elsewhere, 'ada', 'c2')).toBe(false);
      expect(store.findSeat(room, 'ada')).toMatchObject({ connectionId: 'c2', isInterrupted: false });
      expect(await store.updateProfile(room, 'ada', 'c2', profile(2))).toBe(true);
      expect(store.findSeat(room, 'ada')?.profile).toEqual(profile(2));
      expect(await store.leave(room, 'ada', 'c2')).toBe(true);
      expect(store.findSeat(room, 'ada')).toBeUndefined();
    });

    it('frees an interrupted seat once its time is over, but not one that was regained', async () => {
      const store = await fresh();
      await store.join(room, seat('ada', 'c1'));
      expect(await store.expire(room, 'ada', 'c1')).toBe(false);
      expect(await store.interrupt(room, 'ada', 'c1')).toBe(true);
      expect(store.findSeat(room, 'ada')?.isInterrupted).toBe(true);
      await store.join(room, seat('ada', 'c2'));
      expect(await store.expire(room, 'ada', 'c1')).toBe(false);
      await store.interrupt(room, 'ada', 'c2');
      expect(await store.expire(room, 'ada', 'c1')).toBe(false);
      expect(await store.expire(room, 'ada', 'c2')).toBe(true);
      expect(store.findSeat(room, 'ada')).toBeUndefined();
    });

    it('keeps nothing of a room that nobody watches or sits in (R5)', async () => {
      const store = await fresh();
      await store.watch(room, 'ada', 'c1');
      await store.join(room, seat('ada', 'c1'));
      expect(await store.countRooms()).toBe(1);
      await store.unwatch(room, 'c1');
      expect(await store.countRooms()).toBe(1);
      await store.interrupt(room, 'ada', 'c1');
      await store.expire(room, 'ada', 'c1');
      expect(await store.countRooms()).toBe(0);
      await store.watch(room, 'bob', 'c2');
      await store.unwatch(room, 'c2');
      expect(await store.countRooms()).toBe(0);
    });
  });
}
