import {
  concatBytes,
  element,
  elementIds,
  idBytes,
  readElements,
  readHead,
  sizeBytes,
  uintBytes,
  voidElement,
} from './ebml';
import type { IndexedCluster, WebmIndex } from './webm-index';

const clusterIdLength = 4;

/** Bytes to be written over those at a place in the file. */
export interface Patch {
  at: number;
  bytes: Uint8Array;
}

/** What makes a recorded file a finished one: `patches` in their order, once the file is cut and `cues` stand behind it. */
export interface FinishPlan {
  /** The length to cut the file to: behind its last whole block. */
  cutTo: number;
  /** Where each picture is that one can jump to, to be appended. */
  cues: Uint8Array;
  /** The last one says how long the segment is: until it is written the file counts as unfinished. */
  patches: readonly Patch[];
}

/** Where things of the header are in the file. */
interface HeaderPlaces {
  /** The 8 bytes of the segment's size, behind which positions are counted. */
  segmentSizeAt: number;
  segmentAt: number;
  isFinished: boolean;
  seekRoom: { at: number; length: number } | null;
  infoAt: number;
  durationAt: number | null;
  tracksAt: number;
}

/** Whether the file that begins with `header` has been finished. */
export function isFinishedWebm(header: Uint8Array): boolean {
  return findPlaces(header)?.isFinished ?? false;
}

/**
 * How to finish the file in its place, so that players know its length and can jump: a few kilobytes are written,
 * whatever its size. Doing it again after it was broken off does the same. `null` for a file without a block, or one
 * that does not begin with a roomy header.
 */
export function planFinish(index: WebmIndex): FinishPlan | null {
  const places = findPlaces(index.header);
  const clusters = index.clusters.filter(({ at, end }) => end > at && end <= index.end);
  if (!places || clusters.length === 0) return null;
  const { segmentAt, segmentSizeAt, seekRoom, infoAt, durationAt, tracksAt } = places;
  const cues = element(
    elementIds.cues,
    ...clusters.flatMap((cluster) => cuePoint(cluster, index.cueTrack, segmentAt)),
  );
  const entries = [
    seekEntry(elementIds.info, infoAt - segmentAt),
    seekEntry(elementIds.tracks, tracksAt - segmentAt),
    seekEntry(elementIds.cues, index.end - segmentAt),
  ];
  const seekHead = element(elementIds.seekHead, ...entries);
  return {
    cutTo: index.end,
    cues,
    patches: [
      ...clusters.map(({ at, payload, end }) => ({
        at: at + clusterIdLength,
        bytes: sizeBytes(end - payload, payload - at - clusterIdLength),
      })),
      ...(durationAt === null
        ? []
        : [{ at: durationAt, bytes: element(elementIds.duration, float64(index.duration)) }]),
      ...(seekRoom
        ? [
            {
              at: seekRoom.at,
              bytes: concatBytes([seekHead, voidElement(seekRoom.length - seekHead.length)]),
            },
          ]
        : []),
      { at: segmentSizeAt, bytes: sizeBytes(index.end + cues.length - segmentAt) },
    ],
  };
}

/** A place to jump to (RFC 9559 5.1.5): none in a cluster without a whole picture. */
function cuePoint({ at, payload, key }: IndexedCluster, track: number, segmentAt: number): Uint8Array[] {
  if (!key) return [];
  const place = element(
    elementIds.cueTrackPositions,
    element(elementIds.cueTrack, uintBytes(track)),
    element(elementIds.cueClusterPosition, uintBytes(at - segmentAt)),
    element(elementIds.cueRelativePosition, uintBytes(key.at - payload)),
  );
  return [element(elementIds.cuePoint, element(elementIds.cueTime, uintBytes(key.time)), place)];
}

function seekEntry(id: number, position: number): Uint8Array {
  return element(
    elementIds.seek,
    element(elementIds.seekId, idBytes(id)),
    element(elementIds.seekPosition, uintBytes(position)),
  );
}

function float64(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

function findPlaces(header: Uint8Array): HeaderPlaces | null {
  const start = readHead(header, 0);
  if (start?.id !== elementIds.ebml || start.size === null) return null;
  const segmentStart = start.payload + start.size;
  const segment = readHead(header, segmentStart);
  if (segment?.id !== elementIds.segment || segment.payload !== segmentStart + 12) return null;
  const children = readElements(header.subarray(segment.payload));
  const info = children.find(({ id }) => id === elementIds.info);
  const tracks = children.find(({ id }) => id === elementIds.tracks);
  if (!info || !tracks) return null;
  const placeOf = ({ whole }: { whole: Uint8Array }) => whole.byteOffset - header.byteOffset;
  // The room for the SeekHead is taken once the file was finished, or nearly.
  const room = children.filter((child) => placeOf(child) < placeOf(info));
  const durationRoom = readElements(info.payload).find(
    ({ id, whole }) => whole.length === 11 && (id === elementIds.void || id === elementIds.duration),
  );
  return {
    segmentAt: segment.payload,
    segmentSizeAt: segment.payload - 8,
    isFinished: segment.size !== null,
    seekRoom: room[0]
      ? { at: placeOf(room[0]), length: room.reduce((length, { whole }) => length + whole.length, 0) }
      : null,
    infoAt: placeOf(info),
    durationAt: durationRoom ? placeOf(durationRoom) : null,
    tracksAt: placeOf(tracks),
  };
}
