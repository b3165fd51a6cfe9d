import type { RoomKeys } from '@/lib/crypto/room-keys';
import {
  type ClientEventName,
  type ClientPayload,
  type ClientReply,
  type Envelope,
  fail,
  type IceConfig,
  ok,
  type ParticipantId,
  participantIdOf,
  protocolVersion,
  type Result,
  type RosterEntry,
  type ServerEventName,
  type ServerPayload,
} from '@/lib/protocol';
import type { RoomAnnouncements } from './room-line';

type Announce = <E extends ServerEventName>(event: E, payload: RoomAnnouncements[E]) => void;

/** No server is asked for anything. */
const ice: IceConfig = { iceServers: [], iceTransportPolicy: 'all', ttlS: null };
const capacity = 2;

type Handlers = {
  [E in ClientEventName]: (
    payload: ClientPayload<E>,
  ) => Result<ClientReply<E>> | Promise<Result<ClientReply<E>>>;
};

/** One of the two, as the room knows it. */
export class RoomSide {
  readonly announce: Announce;
  participantId: ParticipantId | null = null;
  /** The sealed profile of whoever has a seat. */
  profile: Envelope | null = null;

  constructor(announce: Announce) {
    this.announce = announce;
  }
}

/**
 * The room of a direct call, kept by whoever began it: for two, and otherwise as the server would keep it (PROTOCOL D5,
 * J, L, S). It relays what is sealed with keys that both have; it takes nobody's word for who they are.
 */
export class DirectRoom {
  readonly #keys: RoomKeys;
  readonly #sides: RoomSide[] = [];

  constructor(keys: RoomKeys) {
    this.#keys = keys;
  }

  /** Another page that may ask the room. */
  addSide(announce: Announce): RoomSide {
    const side = new RoomSide(announce);
    this.#sides.push(side);
    return side;
  }

  /** Answers a request of one of the two. */
  async ask<E extends ClientEventName>(
    side: RoomSide,
    event: E,
    payload: ClientPayload<E>,
  ): Promise<Result<ClientReply<E>>> {
    const handlers: Handlers = this.#handlersFor(side);
    if (event !== 'room:watch' && side.participantId === null) return fail('not-watching');
    return handlers[event](payload);
  }

  /** Nobody will be heard of from there any more. */
  lose(side: RoomSide): void {
    const { participantId, profile } = side;
    if (participantId === null || !profile) return;
    for (const other of this.#others(side)) other.announce('participant:interrupted', { participantId });
    this.#unseat(side, 'timeout');
  }

  #handlersFor(side: RoomSide): Handlers {
    return {
      'room:watch': (payload) => this.#watch(side, payload),
      'room:join': ({ profile, offers }) => {
        const { participantId } = side;
        if (participantId === null) return fail('not-watching');
        const participants = this.#seatedBeside(side);
        side.profile = profile;
        for (const other of this.#others(side)) {
          const offer = other.participantId && other.profile ? offers[other.participantId] : undefined;
          other.announce('participant:joined', { participantId, profile, ...(offer && { offer }) });
        }
        return ok({ participants });
      },
      'room:leave': () => {
        this.#unseat(side, 'left');
        return ok({});
      },
      'profile:update': ({ profile }) => {
        const { participantId } = side;
        if (participantId === null || !side.profile) return fail('not-joined');
        side.profile = profile;
        for (const other of this.#others(side)) {
          other.announce('participant:updated', { participantId, profile });
        }
        return ok({});
      },
      'signal:send': ({ to, envelope }) => {
        const { participantId: from } = side;
        if (from === null || !side.profile) return fail('not-joined');
        const addressee = this.#others(side).find((other) => other.participantId === to && other.profile);
        if (!addressee) return fail('no-such-participant');
        addressee.announce('signal:received', { from, envelope });
        return ok({});
      },
      'ice:refresh': () => ok(ice),
    };
  }

  async #watch(
    side: RoomSide,
    { protocolVersion: theirs, roomId, admission, seatToken }: ClientPayload<'room:watch'>,
  ): Promise<Result<ClientReply<'room:watch'>>> {
    const { roomId: ours, admission: key } = this.#keys;
    if (theirs !== protocolVersion) return fail('unsupported-version');
    if (roomId !== ours || admission !== key) return fail('room-mismatch');
    const participantId = await participantIdOf(roomId, seatToken);
    if (!participantId || this.#others(side).some((other) => other.participantId === participantId)) {
      return fail('bad-request');
    }
    // Whoever comes back from the end of the call into the lobby has another life, and no seat yet.
    this.#unseat(side, 'left');
    side.participantId = participantId;
    return ok({ participantId, participants: this.#seatedBeside(side), capacity, ice });
  }

  #unseat(side: RoomSide, reason: ServerPayload<'participant:left'>['reason']): void {
    const { participantId, profile } = side;
    side.profile = null;
    if (participantId === null || !profile) return;
    for (const other of this.#others(side)) other.announce('participant:left', { participantId, reason });
  }

  #others(side: RoomSide): RoomSide[] {
    return this.#sides.filter((other) => other !== side);
  }

  #seatedBeside(side: RoomSide): RosterEntry[] {
    return this.#others(side).flatMap(({ participantId, profile }) =>
      participantId && profile ? [{ participantId, profile, isInterrupted: false }] : [],
    );
  }
}
