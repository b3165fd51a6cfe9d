import { type RoomId, roomIdOf, toBase64Url } from '@/lib/protocol';
import { deriveBytes, importBaseKey } from './hkdf';

/** Bytes of a room's secret (PROTOCOL C1). */
export const roomSecretBytes = 16;

/** What a room's secret stands for. */
export interface RoomKeys {
  roomId: RoomId;
  /** Presented to the server to prove that the link is known; it tells nothing about the key. */
  admission: string;
  /** Base of the sealed envelopes' keys: can only be derived from, not be read back. */
  signalKey: CryptoKey;
}

/** Derives a room's keys and its public name from its secret (PROTOCOL C2, R1). */
export async function deriveRoomKeys(secret: Uint8Array<ArrayBuffer>): Promise<RoomKeys> {
  const base = await importBaseKey(secret);
  const [admissionBytes, signalBytes] = await Promise.all([
    deriveBytes(base, 'admission'),
    deriveBytes(base, 'signal'),
  ]);
  const admission = toBase64Url(admissionBytes);
  const roomId = await roomIdOf(admission);
  if (!roomId) throw new Error('own admission is not base64url');
  return { roomId, admission, signalKey: await importBaseKey(signalBytes) };
}
