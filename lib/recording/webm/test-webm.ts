import { concatBytes, element, elementIds, idBytes, uintBytes, unknownSize } from './ebml';

/** Ticks between two clusters. */
export const clusterTicks = 1_000;

function block(track: number, time: number, isKey: boolean, length: number): Uint8Array {
  const head = [0x80 | track, (time >> 8) & 0xff, time & 0xff, isKey ? 0x80 : 0];
  return element(elementIds.simpleBlock, Uint8Array.from(head), new Uint8Array(length).fill(track));
}

function track(number: number, type: number): Uint8Array {
  return element(
    elementIds.trackEntry,
    element(elementIds.trackNumber, uintBytes(number, 1)),
    element(elementIds.trackType, uintBytes(type, 1)),
  );
}

/** What comes before the clusters, as Chromium writes it: sound is track 1, the picture track 2. */
export const recordedHeader = concatBytes([
  element(elementIds.ebml, Uint8Array.of(0x42, 0x86, 0x81, 0x01)),
  idBytes(elementIds.segment),
  unknownSize,
  element(elementIds.info, element(elementIds.timestampScale, uintBytes(1_000_000, 3))),
  element(elementIds.tracks, track(1, 2), track(2, 1)),
]);

/** A cluster of a second: sound every 20 ticks, a picture every 40, whole ones in every second cluster. */
export function recordedCluster(index: number): Uint8Array {
  const blocks = Array.from({ length: 50 }, (_, n) => [
    block(1, n * 20, true, 60 + n),
    ...(n % 2 === 0 ? [block(2, n * 20, index % 2 === 0 && n === 0, 300 + n)] : []),
  ]);
  return concatBytes([
    idBytes(elementIds.cluster),
    unknownSize,
    element(elementIds.timestamp, uintBytes(index * clusterTicks, 4)),
    ...blocks.flat(),
  ]);
}

/** The bytes of a recording of so many seconds, as a browser gives them. */
export function recordedWebm(seconds: number): Uint8Array {
  return concatBytes([
    recordedHeader,
    ...Array.from({ length: seconds }, (_, index) => recordedCluster(index)),
  ]);
}

/** `bytes` cut into pieces of up to `longest` bytes, by a seed. */
export function cutInPieces(bytes: Uint8Array, longest: number, seed: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let state = seed;
  for (let at = 0; at < bytes.length; ) {
    state = (state * 16_807) % 2_147_483_647;
    const end = at + 1 + (state % longest);
    pieces.push(bytes.slice(at, end));
    at = end;
  }
  return pieces;
}
