/** Reads the QR code in a picture; `null` when there is none to be read. Never rejects. */
export type QrReader = (picture: HTMLCanvasElement) => Promise<string | null>;

/** The Shape Detection API, as far as it is needed; not in TypeScript's own list. */
interface BarcodeDetector {
  detect(source: HTMLCanvasElement): Promise<{ rawValue: string }[]>;
}
interface BarcodeDetectorClass {
  new (options: { formats: string[] }): BarcodeDetector;
  getSupportedFormats(): Promise<string[]>;
}

/** The browser's own reader where it has one, and a library otherwise, loaded only then. */
export async function openQrReader(): Promise<QrReader> {
  return (await openNative()) ?? openLibrary();
}

async function openNative(): Promise<QrReader | null> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: BarcodeDetectorClass };
  const formats: string[] = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  if (!BarcodeDetector || !formats.includes('qr_code')) return null;
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  return async (picture) => {
    const found = await detector.detect(picture).catch(() => []);
    return found[0]?.rawValue ?? null;
  };
}

async function openLibrary(): Promise<QrReader> {
  const { decodeQR } = await import('qr/decode.js');
  return async (picture) => {
    const context = picture.getContext('2d', { willReadFrequently: true });
    if (!context) return null;
    try {
      return decodeQR(context.getImageData(0, 0, picture.width, picture.height));
    } catch {
      // It throws where it sees no code, which is most of the time.
      return null;
    }
  };
}
