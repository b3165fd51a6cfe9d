import {
  concatBytes,
  element,
  elementIds,
  idBytes,
  readElements,
  readHead,
  unknownSize,
  voidElement,
} from './ebml';

/** Room for a SeekHead of three entries. */
const seekRoom = 128;
/** A Duration of eight bytes, head included. */
const durationRoom = 11;

/**
 * The beginning of a WebM file as a browser records it, up to the first cluster, with room left for what nobody knows
 * yet: where things are (SeekHead) and how long it lasts (Duration). A player takes the room for nothing.
 * `null` when this is no beginning of a WebM file.
 */
export function makeRoomyHeader(header: Uint8Array): Uint8Array | null {
  const start = readHead(header, 0);
  if (start?.id !== elementIds.ebml || start.size === null) return null;
  const segmentAt = start.payload + start.size;
  const segment = readHead(header, segmentAt);
  if (segment?.id !== elementIds.segment) return null;
  const children = readElements(header.subarray(segment.payload));
  const info = children.find(({ id }) => id === elementIds.info);
  const tracks = children.find(({ id }) => id === elementIds.tracks);
  if (!info || !tracks) return null;
  const lasting = readElements(info.payload).filter(({ id }) => id !== elementIds.duration);
  return concatBytes([
    header.subarray(0, segmentAt),
    idBytes(elementIds.segment),
    unknownSize,
    voidElement(seekRoom),
    element(elementIds.info, ...lasting.map(({ whole }) => whole), voidElement(durationRoom)),
    tracks.whole,
  ]);
}
