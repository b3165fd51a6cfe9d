import { expect, it } from 'vitest';
import { type ClientReply, ok } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { RoomWatch } from './room-watch';

const ice = { iceServers: [], iceTransportPolicy: 'all' as const, ttlS: null };

/** A watch over a connection that has measured so long a way, and how long the server was given each time. */
async function watchOver(roundTripMs: number) {
  const clock = createFakeClock();
  const timeoutsMs: (number | undefined)[] = [];
  const answers: { [event: string]: unknown } = {
    'room:watch': { ice, participants: [], capacity: 8 } satisfies Partial<ClientReply<'room:watch'>>,
    'ice:refresh': ice,
  };
  const channel: Pick<Channel, 'state' | 'roundTripMs' | 'request' | 'connect' | 'onStateChange'> = {
    state: 'online',
    roundTripMs,
    connect: () => undefined,
    onStateChange: (listener) => {
      listener('online');
      return () => undefined;
    },
    request: (event, _, { timeoutMs } = {}) => {
      if (event === 'ice:refresh') timeoutsMs.push(timeoutMs);
      return Promise.resolve(ok(answers[event] as never));
    },
  };
  const watch = new RoomWatch({
    channel: channel as Channel,
    admission: {} as never,
    enqueue: (task) => void task(),
    onWatching: async () => undefined,
    onRefused: () => undefined,
    onIce: () => undefined,
    onLost: () => undefined,
    clock,
    logger: silentLogger,
  });
  watch.open();
  await clock.advanceAsync(0);
  return { watch, timeoutsMs };
}

it('A connection that is doubted is given a second', async () => {
  const { watch, timeoutsMs } = await watchOver(80);
  watch.verify();
  expect(timeoutsMs).toEqual([1_000]);
});

it('A connection over a long way is given several of its round trips', async () => {
  const { watch, timeoutsMs } = await watchOver(1_400);
  watch.verify();
  expect(timeoutsMs).toEqual([4_200]);
});
