import { expect, it } from 'vitest';
import { createLogger } from '../../logger';
import { NodeRoll } from '../../redis/node-roll';
import type { LinkListener, RedisLink } from '../../redis/redis-link';
import { makeEnvelope } from '../../testing/wire-data';
import { StoreUnavailable } from '../store-unavailable';
import { RedisRoomStore } from './redis-room-store';

const profile = makeEnvelope('profile');
const stored = (connection: string, node: string, sinceMs: number) =>
  ['epoch', connection, node, sinceMs, 1, JSON.stringify(profile)].join('|');
const change = (from: number, to: number, seat: string) =>
  [from, to, 'ada', 'left', '', seat, '{}'].join('\n');

/**
 * A store in front of a Redis in which Ada sits at another node, until she joins here; `before` is called when Redis
 * has done something and before the store hears the answer. Somebody from here watches, as far as Redis knows.
 */
function open(before: (op: string) => Promise<void> | void, watcher: readonly string[] = []) {
  const asked: string[] = [];
  let seat = stored('former', 'there', 0);
  let version = 10;
  let publish: (message: string) => void = () => undefined;
  let heal: () => void = () => undefined;
  const link = {
    nodeId: 'here',
    isUp: true,
    roll: new NodeRoll(),
    start: (listener: LinkListener) => {
      heal = () => listener.onResubscribed();
    },
    subscribe: async (_channel: string, listener: (message: string) => void) => {
      publish = listener;
    },
    unsubscribe: () => undefined,
    run: async (_key: string, [op = '']: readonly string[]) => {
      asked.push(op);
      if (op === 'join') [seat, version] = [stored('new', 'here', 0), 30];
      const snapshot = [String(version), ['ada', seat], watcher];
      await before(op);
      if (op === 'read') return snapshot;
      return op === 'join' ? ['ok', change(20, 30, seat), 'return', ''] : ['ok', ''];
    },
  };
  const store = new RedisRoomStore({
    link: link as unknown as RedisLink,
    capacity: 4,
    watcherCapacity: 9,
    graceMs: 20_000,
    logger: createLogger('silent'),
  });
  const seatHere = { participantId: 'ada', epoch: 'epoch', profile, connectionId: 'new' };
  return {
    asked,
    join: () => store.join('room', seatHere),
    watch: () => store.watch('room', 'bob', 'watcher'),
    unwatch: () => store.unwatch('room', 'watcher'),
    publish: (message: string) => publish(message),
    heal: () => heal(),
  };
}

it('takes no seat from whoever has just moved here, when the end of their former connection is heard of late', async () => {
  const { asked, join, publish } = open((op) => {
    // The former node interrupted the seat at version 20; this one is told while it reads the room after the join.
    if (op === 'read' && asked.includes('join')) publish(change(10, 20, stored('former', 'there', 7)));
  });
  await join();
  // Somebody is wrong about us: the seat is still ours to claim.
  publish(change(30, 40, stored('new', 'here', 9)));
  expect(asked).toEqual(['read', 'join', 'read', 'claim']);
});

it('interrupts nobody whose join is known to Redis before it is known here', async () => {
  const { asked, join, heal } = open(async (op) => {
    if (op !== 'join') return;
    heal();
    await new Promise((resolve) => setImmediate(resolve));
  });
  await join();
  expect(asked).toContain('join');
  expect(asked).not.toContain('interrupt');
});

it.each([
  ['watched', 'watch'],
  ['went', 'unwatch'],
])('counts nobody as watching who %s while Redis was away, once it is back', async (_what, lost) => {
  let isAway = lost === 'watch';
  const { asked, watch, unwatch, heal } = open(
    (op) => {
      if (op === lost && isAway) throw new StoreUnavailable();
    },
    ['watcher', 'here'],
  );
  await watch().catch(() => undefined);
  isAway = true;
  await unwatch();
  isAway = false;
  asked.length = 0;
  heal();
  await expect.poll(() => asked).toEqual(['read', 'unwatch']);
});
