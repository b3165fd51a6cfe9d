const encoder = new TextEncoder();
const salt = encoder.encode('parley/v1');

function hkdf(info: string): HkdfParams {
  return { name: 'HKDF', hash: 'SHA-256', salt, info: encoder.encode(info) };
}

/** Key material that can only be derived from (RFC 5869), never read back. */
export function importBaseKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);
}

/** 32 bytes for one purpose (PROTOCOL C2). */
export async function deriveBytes(base: CryptoKey, info: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(info), base, 256));
}

/** A non-extractable AES-256-GCM key for one purpose and one direction. */
export function deriveAesKey(
  base: CryptoKey,
  info: string,
  usage: 'encrypt' | 'decrypt',
): Promise<CryptoKey> {
  return crypto.subtle.deriveKey(hkdf(info), base, { name: 'AES-GCM', length: 256 }, false, [usage]);
}
