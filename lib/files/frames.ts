import { digestBytes } from './blocks';
import { isArrayBuffer } from './is-array-buffer';

/**
 * What travels on the file channel (PROTOCOL F3): sixteen bytes (kind, three unused, stream, block, offset; big-endian)
 * and what belongs to them.
 */
export type Frame =
  /** Some bytes of a block, from this offset within the block on. */
  | { kind: 'piece'; stream: number; block: number; offset: number; bytes: Uint8Array<ArrayBuffer> }
  /** The block is whole, and this is its digest. */
  | { kind: 'seal'; stream: number; block: number; digest: Uint8Array<ArrayBuffer> }
  /** The file is whole, and this is its digest. */
  | { kind: 'end'; stream: number; digest: Uint8Array<ArrayBuffer> }
  /** So many bytes of this channel have been taken in, since it was opened. */
  | { kind: 'ack'; receivedBytes: number };

const frameHeaderBytes = 16;
/** Largest frame: what every browser takes in one message. */
export const maxPieceBytes = 64 * 1024;

const kinds = { piece: 1, seal: 2, end: 3, ack: 4 } as const;

/** Room for any frame, to encode one after the other in. */
export function createFrameMemory(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(frameHeaderBytes + maxPieceBytes);
}

/** The frame as a message of the channel, within `memory`: it is overwritten by the next one that is encoded there. */
export function encodeFrame(frame: Frame, memory = createFrameMemory()): Uint8Array<ArrayBuffer> {
  const body = 'bytes' in frame ? frame.bytes : 'digest' in frame ? frame.digest : new Uint8Array(0);
  const data = memory.subarray(0, frameHeaderBytes + body.length);
  const view = new DataView(data.buffer);
  data.fill(0, 0, frameHeaderBytes);
  view.setUint8(0, kinds[frame.kind]);
  if (frame.kind === 'ack') {
    view.setFloat64(8, frame.receivedBytes);
    return data;
  }
  view.setUint32(4, frame.stream);
  if (frame.kind !== 'end') view.setUint32(8, frame.block);
  if (frame.kind === 'piece') view.setUint32(12, frame.offset);
  data.set(body, frameHeaderBytes);
  return data;
}

/** The frame in a message of the channel; `null` when it is none. Its bytes are those of the message, not copied. */
export function parseFrame(data: unknown): Frame | null {
  if (!isArrayBuffer(data) || data.byteLength < frameHeaderBytes) return null;
  const view = new DataView(data);
  const body = new Uint8Array(data, frameHeaderBytes);
  const stream = view.getUint32(4);
  const block = view.getUint32(8);
  switch (view.getUint8(0)) {
    case kinds.piece:
      if (body.length === 0 || body.length > maxPieceBytes) return null;
      return { kind: 'piece', stream, block, offset: view.getUint32(12), bytes: body };
    case kinds.seal:
      return body.length === digestBytes ? { kind: 'seal', stream, block, digest: body } : null;
    case kinds.end:
      return body.length === digestBytes ? { kind: 'end', stream, digest: body } : null;
    case kinds.ack: {
      const receivedBytes = view.getFloat64(8);
      return Number.isSafeInteger(receivedBytes) && receivedBytes >= 0
        ? { kind: 'ack', receivedBytes }
        : null;
    }
    default:
      return null;
  }
}
