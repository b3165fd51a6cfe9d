import { describe, expect, it } from 'vitest';
import { deriveBytes } from './hkdf';
import { deriveRoomKeys } from './room-keys';

const secret = Uint8Array.from({ length: 16 }, (_, index) => index);

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('the keys of a room', () => {
  it('are those of an independent HKDF (computed with Python hmac and hashlib; R1, C2)', async () => {
    const keys = await deriveRoomKeys(secret);
    expect(keys.admission).toBe('3KZPG7FxKztTMtnVpylVijwULgN5TTnYuLLLZ0nWf3o');
    expect(keys.roomId).toBe('q6oo-7h7n-wff3-fq7f');
    expect(toHex(await deriveBytes(keys.signalKey, 'probe'))).toBe(
      '51489f9783715a6930fbc5966b4ba5192f517575a1db881f0f744b2ef5efe741',
    );
  });

  it('cannot be read back', async () => {
    const { signalKey } = await deriveRoomKeys(secret);
    expect(signalKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', signalKey)).rejects.toThrow();
  });

  it('are others when one bit of the secret is another', async () => {
    const other = Uint8Array.from(secret);
    other[15] = 14;
    const [one, two] = await Promise.all([deriveRoomKeys(secret), deriveRoomKeys(other)]);
    expect(two.roomId).not.toBe(one.roomId);
    expect(two.admission).not.toBe(one.admission);
  });
});
