import { describe, expect, it } from 'vitest';
import { chimeWav } from './chime';

describe('chime', () => {
  const wav = new DataView(chimeWav());
  const samples = Array.from({ length: (wav.byteLength - 44) / 2 }, (_, i) => wav.getInt16(44 + i * 2, true));

  it('is a WAV file whose header tells its true length', () => {
    const text = (offset: number, length: number) =>
      String.fromCharCode(...new Uint8Array(wav.buffer, offset, length));
    expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(['RIFF', 'WAVEfmt ', 'data']);
    expect(wav.getUint32(4, true)).toBe(wav.byteLength - 8);
    expect(wav.getUint32(40, true)).toBe(wav.byteLength - 44);
  });

  it('is audible, not clipped, and ends in silence without a click', () => {
    const peak = Math.max(...samples.map(Math.abs));
    expect(peak).toBeGreaterThan(5_000);
    expect(peak).toBeLessThan(32_767);
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(50);
    expect(Math.max(...samples.slice(-24).map(Math.abs))).toBeLessThan(50);
  });
});
