import { hash } from 'node:crypto';
import { fromBase64Url, type ParticipantId, type RoomId, toBase32 } from '@/lib/protocol';

/*
 * The same names as `roomIdOf` and `participantIdOf` of lib/protocol give, but synchronous: WebCrypto's detour
 * through the thread pool would cost each join two turns of the event loop.
 */

function certify(domain: string, secretBytes: Uint8Array): string {
  // In one call: a Hash object would hold memory outside the heap until it is collected.
  const digest = hash('sha256', Buffer.concat([Buffer.from(domain), secretBytes]), 'buffer');
  const text = toBase32(digest.subarray(0, 10));
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8, 12)}-${text.slice(12)}`;
}

/** The room that an admission key opens (PROTOCOL R1); `null` when the key is not canonical base64url. */
export function certifiedRoomId(admission: string): RoomId | null {
  const bytes = fromBase64Url(admission);
  return bytes && certify('parley/v1/room', bytes);
}

/** The participant that a seat token stands for in a room (PROTOCOL R3); `null` when the token is not canonical base64url. */
export function certifiedParticipantId(roomId: RoomId, seatToken: string): ParticipantId | null {
  const bytes = fromBase64Url(seatToken);
  return bytes && certify(`parley/v1/participant${roomId}`, bytes);
}
