import * as v from 'valibot';
import { fromBase64Url, toBase32 } from './encoding';

/** `xxxx-xxxx-xxxx-xxxx`, lower-case base32: 80 bits. Rooms, participants and logs share the shape. */
export const certifiedIdPattern = /^[a-z2-7]{4}(?:-[a-z2-7]{4}){3}$/;

/** A room's public name: the hash of its admission key (PROTOCOL R1). */
export const roomIdSchema = v.pipe(v.string(), v.regex(certifiedIdPattern));
/** A participant's public name in one room: the hash of the tab's seat token (PROTOCOL R3). */
export const participantIdSchema = v.pipe(v.string(), v.regex(certifiedIdPattern));
/** 32 bytes derived from the room secret; proves the link was known. Never logged, never kept. */
export const admissionSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** 16 random bytes that one tab keeps: whoever holds it owns the seat. Never logged. */
export const seatTokenSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
/** 8 random bytes, new for each life of a call in a page. */
export const epochSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/));

export type RoomId = v.InferOutput<typeof roomIdSchema>;
export type ParticipantId = v.InferOutput<typeof participantIdSchema>;

/** The name that something public or secret stands for in a domain: first 80 bits of `SHA-256(domain || bytes)`. */
export async function certify(domain: string, secretBytes: Uint8Array): Promise<string> {
  const label = new TextEncoder().encode(domain);
  const input = new Uint8Array(label.length + secretBytes.length);
  input.set(label);
  input.set(secretBytes, label.length);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', input));
  return (toBase32(digest.subarray(0, 10)).match(/.{4}/g) ?? []).join('-');
}

/**
 * The room id that an admission key stands for: first 80 bits of `SHA-256("parley/v1/room" || admission)`.
 * Resolves to `null` when the key is not base64url.
 */
export async function roomIdOf(admission: string): Promise<RoomId | null> {
  const bytes = fromBase64Url(admission);
  return bytes && certify('parley/v1/room', bytes);
}

/**
 * The participant id that a seat token stands for in a room: first 80 bits of
 * `SHA-256("parley/v1/participant" || roomId || token)`. The same tab keeps its id across reconnects, reloads
 * and server restarts, and nobody else can claim it. Resolves to `null` when the token is not base64url.
 */
export async function participantIdOf(roomId: RoomId, seatToken: string): Promise<ParticipantId | null> {
  const bytes = fromBase64Url(seatToken);
  return bytes && certify(`parley/v1/participant${roomId}`, bytes);
}
