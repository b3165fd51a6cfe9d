import { randomBytes } from 'node:crypto';
import {
  type Envelope,
  type EnvelopeKind,
  type ParticipantId,
  participantIdOf,
  roomIdOf,
} from '@/lib/protocol';

function base64Url(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

/** What a link gives its holder, as far as the server is concerned. */
export interface TestRoom {
  roomId: string;
  admission: string;
}

export async function makeRoom(): Promise<TestRoom> {
  const admission = base64Url(32);
  const roomId = await roomIdOf(admission);
  if (roomId === null) throw new Error('the admission key is base64url');
  return { roomId, admission };
}

/** What one tab keeps, and the participant it is in a room. */
export interface TestSeat {
  seatToken: string;
  epoch: string;
  participantId: ParticipantId;
}

export async function makeSeat({ roomId }: TestRoom, seatToken = base64Url(16)): Promise<TestSeat> {
  const participantId = await participantIdOf(roomId, seatToken);
  if (participantId === null) throw new Error('the seat token is base64url');
  return { seatToken, epoch: base64Url(8), participantId };
}

/** The same tab after a reload. */
export function withNewEpoch(seat: TestSeat): TestSeat {
  return { ...seat, epoch: base64Url(8) };
}

let lastSeq = 0;

/** An envelope in the right shape, no two alike; nobody could open it, and the server need not. */
export function makeEnvelope(kind: EnvelopeKind = 'description', boxBytes = 60): Envelope {
  lastSeq += 1;
  return { v: 1, kind, epoch: base64Url(8), seq: lastSeq, iv: base64Url(12), box: base64Url(boxBytes) };
}
