import { beforeEach, expect, it } from 'vitest';
import { fail, ok } from '@/lib/protocol';
import type { ChannelState } from '@/lib/signaling/channel';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { reachServer, type ServerPorts } from './reach-server';

type ServerChannel = ReturnType<ServerPorts['createChannel']>;
type Answer = { afterMs: number; result: unknown };

const ice = { iceServers: [], iceTransportPolicy: 'all', ttlS: null } as const;
const watched = ok({ participantId: '', participants: [], capacity: 8, ice });

let clock: FakeClock;
let isClosed: boolean;
beforeEach(() => {
  clock = createFakeClock();
  isClosed = false;
});

/** A channel that connects or does not, and answers each request in turn. */
function channelWith(answers: readonly Answer[], isReachable = true): ServerChannel {
  const left = [...answers];
  let tell: (state: ChannelState) => void = () => undefined;
  return {
    state: 'connecting',
    transport: 'websocket',
    onStateChange: (listener) => {
      tell = listener;
      return () => undefined;
    },
    connect: () => {
      if (isReachable) clock.setTimeout(() => tell('online'), 50);
    },
    request: () => {
      const { afterMs, result } = left.shift() ?? { afterMs: 0, result: fail('internal') };
      return new Promise((resolve) => clock.setTimeout(() => resolve(result as never), afterMs));
    },
    close: () => {
      isClosed = true;
    },
  };
}

async function reach(channel: ServerChannel, createChannel: ServerPorts['createChannel'] = () => channel) {
  let isOver = false;
  const reaching = reachServer({ createChannel, clock }).finally(() => {
    isOver = true;
  });
  // Its keys are made by WebCrypto, which takes as many turns of the event loop as it likes.
  while (!isOver) await clock.advanceAsync(1_000);
  return reaching;
}

it('A server is as far away as its fastest answer', async () => {
  const answers = [90, 300, 40, 120].map((afterMs, index) => ({
    afterMs,
    result: index ? ok(ice) : watched,
  }));
  expect(await reach(channelWith(answers))).toEqual(ok({ ice, roundTripMs: 40, transport: 'websocket' }));
  expect(isClosed).toBe(true);
});

it.each([
  ['the watch', [{ afterMs: 1, result: fail('unsupported-version') }], 'unsupported-version'],
  [
    'ICE servers',
    [
      { afterMs: 1, result: watched },
      { afterMs: 1, result: fail('rate-limited') },
    ],
    'rate-limited',
  ],
])('A server that refuses %s is not left connected', async (_, answers, code) => {
  expect(await reach(channelWith(answers))).toEqual(fail(code));
  expect(isClosed).toBe(true);
});

it('A server that does not answer is given up', async () => {
  expect(await reach(channelWith([], false))).toEqual(fail('server-unreachable'));
  expect(isClosed).toBe(true);
  expect(clock.pendingCount).toBe(0);
});

it('names the room that it watches to whoever spreads connections over nodes, too (R6)', async () => {
  const channel = channelWith([]);
  const named: string[] = [];
  const watchedRooms: unknown[] = [];
  channel.request = async (_event, payload) => {
    watchedRooms.push((payload as { roomId?: string }).roomId);
    return fail('internal');
  };
  await reach(channel, (roomId) => {
    named.push(roomId);
    return channel;
  });
  expect(named).toHaveLength(1);
  expect(watchedRooms).toEqual(named);
});
