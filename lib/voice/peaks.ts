import { fromBase64Url, toBase64Url } from '@/lib/protocol';

/** Steps of a waveform. */
const peakCount = 96;

/** Loudness (0 to 1 each) over any time as `peakCount` bytes in base64url: the loudest of each step. */
export function encodePeaks(levels: readonly number[]): string {
  const bytes = new Uint8Array(peakCount);
  for (let step = 0; step < peakCount; step++) {
    const start = Math.floor((step * levels.length) / peakCount);
    const end = Math.max(start + 1, Math.floor(((step + 1) * levels.length) / peakCount));
    const peak = Math.max(0, ...levels.slice(start, end));
    bytes[step] = Math.round(Math.min(1, peak) * 255);
  }
  return toBase64Url(bytes);
}

/** As they were, 0 to 1; none where the text says nothing. */
export function decodePeaks(text: string): number[] {
  return [...(fromBase64Url(text) ?? [])].map((byte) => byte / 255);
}
