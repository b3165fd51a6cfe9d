import { encode } from 'uqr';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openQrReader } from './qr-reader';

afterEach(() => vi.unstubAllGlobals());

/** A picture of a text's QR code as the page draws it, with as many pixels for each module. */
function pictureOf(text: string, pixels: number): HTMLCanvasElement {
  const { data: modules, size } = encode(text, { border: 4 });
  const side = size * pixels;
  const data = new Uint8ClampedArray(4 * side * side);
  for (let index = 0; index < side * side; index++) {
    const [x, y] = [Math.floor((index % side) / pixels), Math.floor(index / side / pixels)];
    data.set(modules[y]?.[x] ? [10, 12, 11, 255] : [255, 255, 255, 255], 4 * index);
  }
  const context = { getImageData: () => ({ data, width: side, height: side }) };
  return { width: side, height: side, getContext: () => context } as unknown as HTMLCanvasElement;
}

describe('a QR code', () => {
  it.each([60, 240, 330])('of %i characters is read as it was drawn', async (length) => {
    const code = Array.from({ length }, (_, index) => 'Ab_9-xYz'[(index * 5) % 8]).join('');
    const read = await openQrReader();
    for (const pixels of [3, 5]) {
      expect(await read(pictureOf(`https://calls.example/direct#${code}`, pixels))).toBe(
        `https://calls.example/direct#${code}`,
      );
    }
  });

  it('is not seen where there is none', async () => {
    const read = await openQrReader();
    const data = new Uint8ClampedArray(4 * 100 * 100).fill(200);
    const context = { getImageData: () => ({ data, width: 100, height: 100 }) };
    const blank = { width: 100, height: 100, getContext: () => context } as unknown as HTMLCanvasElement;
    expect(await read(blank)).toBeNull();
  });

  it('is left to the browser where that reads them', async () => {
    class BarcodeDetector {
      static getSupportedFormats = async () => ['qr_code'];
      detect = async () => [{ rawValue: 'by the browser' }];
    }
    vi.stubGlobal('BarcodeDetector', BarcodeDetector);
    const read = await openQrReader();
    expect(await read(pictureOf('by us', 4))).toBe('by the browser');
  });
});
