import { randomBytes } from 'node:crypto';
import { participantIdOf, protocolVersion, roomIdOf } from '@/lib/protocol';
import { type LightSocket, toFrame } from './light-socket';

function base64Url(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

function envelope(kind: string, boxBytes: number) {
  return { v: 1, kind, epoch: base64Url(8), seq: 1, iv: base64Url(12), box: base64Url(boxBytes) };
}

/**
 * What a call says, in the proportion it says it: an offer or answer of 2 to 12 kB for every few batches of
 * candidates.
 */
export function makeTraffic() {
  return [
    envelope('candidates', 300),
    envelope('description', 1_600),
    envelope('candidates', 500),
    envelope('candidates', 300),
    envelope('description', 4_500),
    envelope('candidates', 700),
    envelope('candidates', 300),
    envelope('description', 9_000),
  ];
}

/** Somebody who is about to join: frames made before the clock starts. */
export interface Person {
  /** From a fresh connection to a seat. */
  join(socket: LightSocket): Promise<void>;
  /** Who to send to; known once joined. */
  address(socketId: string): string;
}

/** How the load talks to one of the two servers. */
export interface Dialect {
  makeRoom(): Promise<() => Promise<Person>>;
  signal(to: string, payload: object): Buffer;
}

function packet(...message: unknown[]): Buffer {
  return toFrame(`420${JSON.stringify(message)}`);
}

function expectOk(ack: string): void {
  if (!ack.includes('"ok":true')) throw new Error(`the server refused: ${ack}`);
}

const parley: Dialect = {
  async makeRoom() {
    const admission = base64Url(32);
    const roomId = (await roomIdOf(admission)) ?? '';
    return async () => {
      const seatToken = base64Url(16);
      const participantId = (await participantIdOf(roomId, seatToken)) ?? '';
      const watch = packet('room:watch', {
        protocolVersion,
        roomId,
        admission,
        seatToken,
        epoch: base64Url(8),
      });
      const join = packet('room:join', { profile: envelope('profile', 100), offers: {} });
      return {
        async join(socket) {
          expectOk(await socket.ask(watch));
          expectOk(await socket.ask(join));
        },
        address: () => participantId,
      };
    };
  },
  signal: (to, payload) => packet('signal:send', { to, envelope: payload }),
};

const bare: Dialect = {
  async makeRoom() {
    const room = base64Url(16);
    return async () => {
      const join = packet('join', room, envelope('profile', 100));
      return {
        async join(socket) {
          await socket.ask(join);
        },
        address: (socketId) => socketId,
      };
    };
  },
  signal: (to, payload) => packet('signal', to, payload),
};

export const dialects = { parley, bare };
