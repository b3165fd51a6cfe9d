import { randomBytes } from 'node:crypto';
import { participantIdOf, protocolVersion, roomIdOf, watchAnswerEvent } from '@/lib/protocol';
import { LightSocket, toFrame } from './light-socket';

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

export interface Seated {
  socket: LightSocket;
  address: string;
}

/** Somebody who is about to join: frames made before the clock starts. */
export interface Person {
  /** From nothing to a seat; `address`: who to send to. */
  join(port: number): Promise<Seated>;
}

/** How the load talks to one of the two servers. */
export interface Dialect {
  makeRoom(): Promise<() => Promise<Person>>;
  signal(to: string, payload: object): Buffer;
}

function packet(...message: unknown[]): Buffer {
  return toFrame(`420${JSON.stringify(message)}`);
}

/** Socket.io's CONNECT, with what a client says beside it. */
function connectPacket(auth?: object): Buffer {
  return toFrame(`40${auth === undefined ? '' : JSON.stringify(auth)}`);
}

function expectOk(ack: string): void {
  if (!ack.includes('"ok":true')) throw new Error(`the server refused: ${ack}`);
}

const bareConnect = { frame: connectPacket(), answer: '40' };

const parley: Dialect = {
  async makeRoom() {
    const admission = base64Url(32);
    const roomId = (await roomIdOf(admission)) ?? '';
    return async () => {
      const seatToken = base64Url(16);
      const participantId = (await participantIdOf(roomId, seatToken)) ?? '';
      const watch = { protocolVersion, roomId, admission, seatToken, epoch: base64Url(8) };
      const opening = { frame: connectPacket({ watch }), answer: `42["${watchAnswerEvent}"` };
      const join = packet('room:join', { profile: envelope('profile', 100), offers: {} });
      return {
        async join(port) {
          const { socket, answer } = await LightSocket.open(port, opening);
          expectOk(answer);
          expectOk(await socket.ask(join));
          return { socket, address: participantId };
        },
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
        async join(port) {
          const { socket, id } = await LightSocket.open(port, bareConnect);
          await socket.ask(join);
          return { socket, address: id };
        },
      };
    };
  },
  signal: (to, payload) => packet('signal', to, payload),
};

export const dialects = { parley, bare };
