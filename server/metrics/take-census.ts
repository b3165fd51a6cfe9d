import type { RoomId } from '@/lib/protocol';
import type { RoomStore } from '../rooms/room-store';
import type { SignalingServer } from '../signaling/context';

/** Ranges of how many people sit in a room. */
const roomSizes = ['0', '1', '2', '3-4', '5-8', '9+'] as const;
export type RoomSize = (typeof roomSizes)[number];

/** Who is connected to this process now, in numbers alone. */
export interface Census {
  /** Everything that Engine.IO holds open, be it without a Socket.io handshake. */
  connections: number;
  sockets: Record<'websocket' | 'polling', number>;
  participants: number;
  /** Rooms that a connection of this process is in. */
  rooms: Record<RoomSize, number>;
}

function sizeOf(seats: number): RoomSize {
  if (seats <= 2) return roomSizes[seats] ?? '0';
  return seats <= 4 ? '3-4' : seats <= 8 ? '5-8' : '9+';
}

/** Counts what is there instead of keeping count: nothing can drift, and it costs nothing until somebody asks. */
export function takeCensus(io: SignalingServer, store: RoomStore): Census {
  const census: Census = {
    connections: io.engine.clientsCount,
    sockets: { websocket: 0, polling: 0 },
    participants: 0,
    rooms: { '0': 0, '1': 0, '2': 0, '3-4': 0, '5-8': 0, '9+': 0 },
  };
  const roomIds = new Set<RoomId>();
  for (const { conn, data } of io.sockets.sockets.values()) {
    census.sockets[conn.transport.name === 'polling' ? 'polling' : 'websocket'] += 1;
    if (data.isSeated) census.participants += 1;
    if (data.membership) roomIds.add(data.membership.roomId);
  }
  for (const roomId of roomIds) census.rooms[sizeOf(store.listSeats(roomId).length)] += 1;
  return census;
}
