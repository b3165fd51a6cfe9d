import { type Envelope, fromBase64Url, toBase64Url } from '@/lib/protocol';
import { deriveAesKey } from './hkdf';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What a box is bound to besides its content (PROTOCOL C4). */
export type BoxContext = Pick<Envelope, 'epoch' | 'seq' | 'kind'> & {
  roomId: string;
  from: string;
  to: string;
};

/** The key of one participant in one epoch (PROTOCOL C3). Both parts have a fixed length, so no two infos meet. */
export function deriveSenderKey(
  signalKey: CryptoKey,
  participantId: string,
  epoch: string,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  return deriveAesKey(signalKey, `sender${participantId}${epoch}`, usage);
}

function aesGcm(
  iv: Uint8Array<ArrayBuffer>,
  { roomId, from, to, epoch, seq, kind }: BoxContext,
): AesGcmParams {
  const additionalData = encoder.encode(['parley/v1', roomId, from, to, epoch, seq, kind].join('|'));
  return { name: 'AES-GCM', iv, additionalData };
}

/** Seals text with a random 96-bit iv. A sender key lives for one page, far below the 2^32 boxes that allows. */
export async function sealBox(key: CryptoKey, context: BoxContext, text: string): Promise<Envelope> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const box = await crypto.subtle.encrypt(aesGcm(iv, context), key, encoder.encode(text));
  const { kind, epoch, seq } = context;
  return { v: 1, kind, epoch, seq, iv: toBase64Url(iv), box: toBase64Url(new Uint8Array(box)) };
}

/** The text of a box, or `null` when it was not sealed with this key for this context. */
export async function openBox(
  key: CryptoKey,
  context: BoxContext,
  envelope: Envelope,
): Promise<string | null> {
  const iv = fromBase64Url(envelope.iv);
  const box = fromBase64Url(envelope.box);
  if (!iv || !box) return null;
  try {
    return decoder.decode(await crypto.subtle.decrypt(aesGcm(iv, context), key, box));
  } catch {
    return null;
  }
}
