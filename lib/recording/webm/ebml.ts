/** Ids of the elements that matter here (RFC 9559 5.1; RFC 8794 for EBML itself), with their length markers. */
export const elementIds = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  seekHead: 0x114d9b74,
  seek: 0x4dbb,
  seekId: 0x53ab,
  seekPosition: 0x53ac,
  void: 0xec,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  cues: 0x1c53bb6b,
  cuePoint: 0xbb,
  cueTime: 0xb3,
  cueTrackPositions: 0xb7,
  cueTrack: 0xf7,
  cueClusterPosition: 0xf1,
  cueRelativePosition: 0xf0,
} as const;

/** The 8-byte size of an element whose end nobody knew when its beginning was written. */
export const unknownSize = Uint8Array.of(0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

/** The head of an element: `payload` is where its content begins, `size` is `null` where it is not known. */
export interface ElementHead {
  id: number;
  payload: number;
  size: number | null;
}

function widthOf(firstByte: number): number {
  return Math.clz32(firstByte) - 23;
}

/** The number whose bytes these are, the most significant first. */
export function readUint(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

/** A variable-size integer at `at`, without its marker (RFC 8794 4); `null` while its bytes are not all there. */
export function readVint(bytes: Uint8Array, at: number): { value: number; width: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const width = widthOf(first);
  if (width > 8 || at + width > bytes.length) return null;
  const rest = bytes.subarray(at + 1, at + width);
  return { value: rest.reduce((value, byte) => value * 256 + byte, first & (0xff >> width)), width };
}

/** Reads the head of the element at `at`; `null` while its bytes are not all there, or when it is no element. */
export function readHead(bytes: Uint8Array, at: number): ElementHead | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const idWidth = widthOf(first);
  if (idWidth > 4) return null;
  const size = readVint(bytes, at + idWidth);
  if (!size) return null;
  const isUnknown = size.value >= 2 ** (7 * size.width) - 1;
  return {
    id: readUint(bytes.subarray(at, at + idWidth)),
    payload: at + idWidth + size.width,
    size: isUnknown ? null : size.value,
  };
}

/** The elements inside `bytes`, one after the other, as far as they are whole. */
export function readElements(bytes: Uint8Array): { id: number; payload: Uint8Array; whole: Uint8Array }[] {
  const elements = [];
  let at = 0;
  while (at < bytes.length) {
    const head = readHead(bytes, at);
    if (!head || head.size === null || head.payload + head.size > bytes.length) break;
    const end = head.payload + head.size;
    elements.push({
      id: head.id,
      payload: bytes.subarray(head.payload, end),
      whole: bytes.subarray(at, end),
    });
    at = end;
  }
  return elements;
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** `value` in `width` bytes, the most significant first. */
export function uintBytes(value: number, width = 8): Uint8Array {
  const bytes = new Uint8Array(width);
  let rest = value;
  for (let index = width - 1; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** A size in `width` bytes; in 8 it can take the place of an unknown one. */
export function sizeBytes(size: number, width = 8): Uint8Array {
  const bytes = uintBytes(size, width);
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (width - 1));
  return bytes;
}

/** The bytes of an id, marker and all. */
export function idBytes(id: number): Uint8Array {
  return uintBytes(id, id > 0xffffff ? 4 : id > 0xffff ? 3 : id > 0xff ? 2 : 1);
}

/** An element with its content; sizes below 127 take one byte, larger ones eight. */
export function element(id: number, ...content: readonly Uint8Array[]): Uint8Array {
  const payload = concatBytes(content);
  const size = payload.length < 127 ? sizeBytes(payload.length, 1) : sizeBytes(payload.length);
  return concatBytes([idBytes(id), size, payload]);
}

/** Nothing, `length` bytes of it (2 to 128, or more than 136): room that can be used later (RFC 8794 11.3.2). */
export function voidElement(length: number): Uint8Array {
  const headLength = length <= 128 ? 2 : 9;
  return element(elementIds.void, new Uint8Array(length - headLength));
}
