import { createRoomLink } from '@/lib/crypto/room-link';
import { createEpoch, createSeatToken } from '@/lib/crypto/seat-token';
import type { ErrorCode } from '@/lib/errors/error-code';
import { fail, type IceConfig, ok, protocolVersion, type Result } from '@/lib/protocol';
import type { SocketChannel } from '@/lib/signaling/socket-channel';
import type { Clock } from '@/lib/store/clock';

/** A WebSocket that a proxy swallows takes 8 s to give up on, and long polling comes after it. */
const connectTimeoutMs = 14_000;
const roundTrips = 3;

/** How the server answered. */
export interface ServerFacts {
  ice: IceConfig;
  /** The fastest of a few requests. */
  roundTripMs: number;
  transport: SocketChannel['transport'];
}

export interface ServerPorts {
  createChannel: () => Pick<
    SocketChannel,
    'state' | 'transport' | 'request' | 'onStateChange' | 'connect' | 'close'
  >;
  clock: Clock;
  signal?: AbortSignal;
}

/**
 * Watches a room that nobody else knows, as a lobby does, and asks a few times for ICE servers. Never rejects;
 * `server-unreachable` when there is no connection in good time, otherwise what the server refused with.
 */
export async function reachServer({
  createChannel,
  clock,
  signal,
}: ServerPorts): Promise<Result<ServerFacts, ErrorCode>> {
  const { roomId, keys } = await createRoomLink('https://check.invalid');
  const channel = createChannel();
  try {
    if (!(await untilOnline(channel, clock, signal))) return fail('server-unreachable');
    const watched = await channel.request('room:watch', {
      protocolVersion,
      roomId,
      admission: keys.admission,
      seatToken: createSeatToken(),
      epoch: createEpoch(),
    });
    if (!watched.ok) return watched;
    let roundTripMs = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < roundTrips; turn++) {
      const askedMs = clock.now();
      const answer = await channel.request('ice:refresh', {});
      if (!answer.ok) return answer;
      roundTripMs = Math.min(roundTripMs, clock.now() - askedMs);
    }
    return ok({ ice: watched.value.ice, roundTripMs, transport: channel.transport });
  } finally {
    channel.close();
  }
}

function untilOnline(
  channel: ReturnType<ServerPorts['createChannel']>,
  clock: Clock,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isOnline: boolean) => {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(isOnline);
    };
    const abort = () => settle(false);
    const timer = clock.setTimeout(abort, connectTimeoutMs);
    signal?.addEventListener('abort', abort);
    channel.onStateChange((state) => state === 'online' && settle(true));
    channel.connect();
  });
}
