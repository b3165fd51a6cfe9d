import { stripVTControlCharacters } from 'node:util';
import decode from 'qr/decode.js';

/** What a camera reads out of the only QR code that is drawn in `printed`. */
export function readTerminalQr(printed: string): string {
  const lines = printed.split('\n').filter((line) => /[█▀▄]/.test(line));
  const rows = lines.map(stripVTControlCharacters);
  const scale = 4;
  const width = (rows[0] ?? '').length * scale;
  const height = rows.length * 2 * scale;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const half = rows[Math.floor(y / scale / 2)]?.[Math.floor(x / scale)] ?? ' ';
      const isDark = Math.floor(y / scale) % 2 === 0 ? '█▀'.includes(half) : '█▄'.includes(half);
      if (isDark) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return decode({ width, height, data });
}
