import { createRoomLink } from '@/lib/crypto/room-link';
import { createEpoch, createSeatToken } from '@/lib/crypto/seat-token';
import type { ErrorCode } from '@/lib/errors/error-code';
import { fail, type IceConfig, ok, protocolVersion, type Result, type RoomId } from '@/lib/protocol';
import type { SocketChannel } from '@/lib/signaling/socket-channel';
import { type Patience, settleWithin } from './settle-within';

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

export interface ServerPorts extends Patience {
  createChannel: (
    roomId: RoomId,
  ) => Pick<SocketChannel, 'state' | 'transport' | 'request' | 'onStateChange' | 'connect' | 'close'>;
}

/**
 * Watches a room that nobody else knows, as a lobby does, and asks a few times for ICE servers. Never rejects;
 * `server-unreachable` when there is no connection in good time, otherwise what the server refused with.
 */
export async function reachServer(ports: ServerPorts): Promise<Result<ServerFacts, ErrorCode>> {
  const { createChannel, clock } = ports;
  const { roomId, keys } = await createRoomLink('https://check.invalid');
  const channel = createChannel(roomId);
  try {
    if (!(await untilOnline(channel, ports))) return fail('server-unreachable');
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
  ports: ServerPorts,
): Promise<boolean> {
  return settleWithin(ports, connectTimeoutMs, false, (settle) => {
    channel.onStateChange((state) => state === 'online' && settle(true));
    channel.connect();
  });
}
