import { deriveAesKey } from '@/lib/crypto/hkdf';
import { type RoomKeys, roomSecretBytes } from '@/lib/crypto/room-keys';
import { fail, fromBase64Url, ok, type Result, toBase64Url } from '@/lib/protocol';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { crc32 } from './crc32';
import type { Endpoint } from './endpoint';
import { readEndpoint, writeEndpoint } from './endpoint-bytes';

/** Raised when codes of one version mean nothing to another (PROTOCOL D2). */
const version = 1;
const kinds = ['offer', 'answer'] as const;
const checksumBytes = 4;
const ivBytes = 12;

/** The code that begins a direct call: the call's secret, and where whoever began it is to be reached. */
export interface OfferCode {
  kind: 'offer';
  secret: Uint8Array<ArrayBuffer>;
  endpoint: Endpoint;
}

/** The code that answers one; only whoever has the offer's secret can open it. */
export interface AnswerCode {
  kind: 'answer';
  iv: Uint8Array<ArrayBuffer>;
  box: Uint8Array<ArrayBuffer>;
}

export type DirectCode = OfferCode | AnswerCode;

/**
 * - `direct-code-invalid`: no code at all
 * - `direct-code-damaged`: one of which something is missing or altered
 * - `direct-code-outdated`: one of another version
 */
export type DirectCodeError = 'direct-code-invalid' | 'direct-code-damaged' | 'direct-code-outdated';

/** Kind and version, content, checksum; in base64url (PROTOCOL D2). */
function toText(kind: DirectCode['kind'], content: Uint8Array): string {
  const writer = new ByteWriter().byte((version << 4) | kinds.indexOf(kind)).bytes(content);
  return toBase64Url(writer.uint32(crc32(writer.toBytes())).toBytes());
}

/** Writes the code that begins a call. `secret`: 16 random bytes, drawn for this call. */
export function encodeOffer(secret: Uint8Array<ArrayBuffer>, endpoint: Endpoint): string {
  const writer = new ByteWriter().bytes(secret);
  writeEndpoint(writer, endpoint);
  return toText('offer', writer.toBytes());
}

/** Writes the code that answers one, sealed with the secret that came with it (PROTOCOL D4). */
export async function encodeAnswer({ signalKey }: RoomKeys, endpoint: Endpoint): Promise<string> {
  const writer = new ByteWriter();
  writeEndpoint(writer, endpoint);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const key = await deriveAesKey(signalKey, 'direct/answer', 'encrypt');
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, writer.toBytes());
  return toText('answer', new ByteWriter().bytes(iv).bytes(new Uint8Array(box)).toBytes());
}

/** The end that an answer tells of; `null` when it was not made for the offer of these keys. Never rejects. */
export async function openAnswer({ signalKey }: RoomKeys, { iv, box }: AnswerCode): Promise<Endpoint | null> {
  try {
    const key = await deriveAesKey(signalKey, 'direct/answer', 'decrypt');
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, box);
    return readEndpoint(new ByteReader(new Uint8Array(opened)));
  } catch {
    return null;
  }
}

/** Reads a code, and nothing but a code; see `findCode` for what people paste. Never throws. */
export function decodeCode(text: string): Result<DirectCode, DirectCodeError> {
  const bytes = fromBase64Url(text);
  if (!bytes || bytes.length <= checksumBytes) return fail('direct-code-damaged');
  const content = bytes.subarray(0, -checksumBytes);
  const isWhole = new ByteReader(bytes.slice(-checksumBytes)).uint32() === crc32(content);
  const reader = new ByteReader(content);
  const head = reader.byte();
  if (!isWhole) return fail('direct-code-damaged');
  if (head >> 4 !== version) return fail('direct-code-outdated');
  switch (kinds[head & 0xf]) {
    case 'offer': {
      const secret = reader.bytes(roomSecretBytes);
      const endpoint = readEndpoint(reader);
      return endpoint ? ok({ kind: 'offer', secret, endpoint }) : fail('direct-code-damaged');
    }
    case 'answer': {
      const iv = reader.bytes(ivBytes);
      const box = reader.bytes(reader.remaining);
      return reader.isCutOff ? fail('direct-code-damaged') : ok({ kind: 'answer', iv, box });
    }
    default:
      return fail('direct-code-damaged');
  }
}
