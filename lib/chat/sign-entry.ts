import {
  type ChatEntry,
  fromBase64Url,
  type LogHeader,
  type LogId,
  logIdOf,
  type ParticipantId,
  type RoomId,
  toBase64Url,
} from '@/lib/protocol';

const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const algorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** What an author says; the rest of an entry is the proof. */
export type UnsignedEntry = Omit<ChatEntry, 'signature'>;

/** A log's name and key, ready to check its entries with. */
export interface LogKey {
  readonly logId: LogId;
  readonly header: LogHeader;
  readonly key: CryptoKey;
}

/** A log that entries can be written to: only the page that drew its key can (PROTOCOL T1). */
export interface LogSigner extends LogKey {
  readonly privateKey: CryptoKey;
}

/** The bytes that are signed (PROTOCOL T2). The log's name stands for room, participant and key. */
function entryBytes(logId: LogId, entry: UnsignedEntry): Uint8Array<ArrayBuffer> {
  const { seq, order, sentMs, displayName, text } = entry;
  const parts = ['parley/v1/chat', logId, seq, order, sentMs, displayName, text];
  return new TextEncoder().encode(JSON.stringify(parts));
}

/** Draws a key for a new log. The private half never leaves this page. */
export async function createLogSigner(roomId: RoomId, participantId: ParticipantId): Promise<LogSigner> {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(curve, false, ['sign', 'verify']);
  const bytes = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
  const header = { participantId, publicKey: toBase64Url(bytes) };
  return { logId: await logIdOf(roomId, participantId, bytes), header, key: publicKey, privateKey };
}

/** The log that a header stands for; `null` when its key is none. */
export async function openLogKey(roomId: RoomId, header: LogHeader): Promise<LogKey | null> {
  const bytes = fromBase64Url(header.publicKey);
  if (!bytes) return null;
  try {
    const key = await crypto.subtle.importKey('raw', bytes, curve, false, ['verify']);
    return { logId: await logIdOf(roomId, header.participantId, bytes), header, key };
  } catch {
    return null;
  }
}

export async function signEntry(signer: LogSigner, entry: UnsignedEntry): Promise<ChatEntry> {
  const signature = await crypto.subtle.sign(algorithm, signer.privateKey, entryBytes(signer.logId, entry));
  return { ...entry, signature: toBase64Url(new Uint8Array(signature)) };
}

export async function isEntrySigned({ logId, key }: LogKey, entry: ChatEntry): Promise<boolean> {
  const signature = fromBase64Url(entry.signature);
  return signature !== null && crypto.subtle.verify(algorithm, key, signature, entryBytes(logId, entry));
}

/** What stands for an entry's content, whatever its signature: SHA-256 in base64url (PROTOCOL T3). */
export async function hashEntry(logId: LogId, entry: UnsignedEntry): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', entryBytes(logId, entry));
  return toBase64Url(new Uint8Array(digest));
}

/** What stands for all entries up to one: the digest before it and its hash, 16 bytes (PROTOCOL T4). */
export async function chainDigest(before: string, hash: string): Promise<string> {
  const bytes = new TextEncoder().encode(before + hash);
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).subarray(0, 16));
}
