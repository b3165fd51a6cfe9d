import {
  type ClientEventName,
  type ClientPayload,
  type ClientReply,
  fail,
  ok,
  participantIdOf,
  protocolVersion,
  type Result,
  roomIdOf,
} from '@/lib/protocol';
import type { FakeServer } from './fake-server';
import type { FakeConnection, RequestPacket } from './fake-wire';

type Handler<E extends ClientEventName> = (
  server: FakeServer,
  connection: FakeConnection,
  payload: ClientPayload<E>,
) => Result<ClientReply<E>> | Promise<Result<ClientReply<E>>>;

/** The rules of docs/PROTOCOL.md, one request each; that the connection watches has been checked. */
const handlers: { [E in ClientEventName]: Handler<E> } = {
  async 'room:watch'(server, connection, { protocolVersion: version, roomId, admission, seatToken, epoch }) {
    if (version !== protocolVersion) return fail('unsupported-version');
    if (connection.member) return fail('bad-request');
    if ((await roomIdOf(admission)) !== roomId) return fail('room-mismatch');
    const participantId = await participantIdOf(roomId, seatToken);
    if (!participantId) return fail('bad-request');
    connection.member = { roomId, participantId, epoch };
    const room = server.room(roomId);
    room.watchers.add(connection);
    const { capacity, ice } = server;
    return ok({ participantId, participants: room.rosterFor(participantId), capacity, ice });
  },

  'room:join'(server, connection, { profile, offers }) {
    if (!connection.member) return fail('not-watching');
    if (server.isDraining) return fail('server-draining');
    const { roomId, participantId, epoch } = connection.member;
    const room = server.room(roomId);
    const former = room.seats.get(participantId);
    if (!former && room.seats.size >= server.capacity) return fail('room-full');
    const isReturn = former?.epoch === epoch;
    if (former && !former.isInterrupted && former.connection !== connection) {
      room.tell(former.connection, { event: 'room:closed', payload: { reason: 'replaced' } });
    }
    if (!isReturn) room.seats.delete(participantId);
    const others = room.othersThan(participantId);
    room.seats.set(participantId, { participantId, epoch, profile, connection, isInterrupted: false });
    const news = { participantId, profile };
    if (isReturn) room.announce({ event: 'participant:updated', payload: news }, connection);
    else {
      for (const other of room.watchers) {
        if (other === connection) continue;
        const resident = others.find((seat) => seat.connection === other && !seat.isInterrupted);
        const offer = resident && offers[resident.participantId];
        room.tell(other, { event: 'participant:joined', payload: offer ? { ...news, offer } : news });
      }
    }
    return ok({ participants: room.rosterFor(participantId) });
  },

  'room:leave'(server, connection) {
    const { room, seat } = seatOf(server, connection);
    if (room && seat) {
      const { participantId } = seat;
      room.seats.delete(participantId);
      room.announce({ event: 'participant:left', payload: { participantId, reason: 'left' } }, connection);
    }
    return ok({});
  },

  'profile:update'(server, connection, { profile }) {
    const { room, seat } = seatOf(server, connection);
    if (!room || !seat) return fail('not-joined');
    seat.profile = profile;
    const { participantId } = seat;
    room.announce({ event: 'participant:updated', payload: { participantId, profile } }, connection);
    return ok({});
  },

  'signal:send'(server, connection, { to, envelope }) {
    const { room, seat } = seatOf(server, connection);
    if (!room || !seat) return fail('not-joined');
    const addressee = to === seat.participantId ? undefined : room.seats.get(to);
    if (!addressee) return fail('no-such-participant');
    if (addressee.isInterrupted) return fail('participant-away');
    const from = seat.participantId;
    room.tell(addressee.connection, { event: 'signal:received', payload: { from, envelope } });
    return ok({});
  },

  'ice:refresh': (server) => ok(server.ice),
};

function seatOf(server: FakeServer, connection: FakeConnection) {
  if (!connection.member) return { room: null, seat: null };
  const room = server.room(connection.member.roomId);
  return { room, seat: room.seatOf(connection) };
}

/** Answers one request that has passed its schema. */
export function handleRequest<E extends ClientEventName>(
  server: FakeServer,
  connection: FakeConnection,
  { event, payload }: Extract<RequestPacket, { event: E }>,
): Result<unknown> | Promise<Result<unknown>> {
  const handler = handlers[event] as unknown as Handler<E>;
  return handler(server, connection, payload as ClientPayload<E>);
}
