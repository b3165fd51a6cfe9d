import { describe, expect, it } from 'vitest';
import { concatBytes, elementIds, readElements, readHead, readUint } from './ebml';
import { isFinishedWebm, planFinish } from './finish-webm';
import { makeRoomyHeader } from './roomy-header';
import { clusterTicks, cutInPieces, recordedCluster, recordedHeader, recordedWebm } from './test-webm';
import { WebmIndex } from './webm-index';

const header = makeRoomyHeader(recordedHeader) ?? new Uint8Array();
const written = (seconds: number) =>
  concatBytes([header, recordedWebm(seconds).slice(recordedHeader.length)]);

function indexOf(bytes: Uint8Array, longestPiece = 4_096, seed = 1): WebmIndex {
  const index = new WebmIndex();
  for (const piece of cutInPieces(bytes, longestPiece, seed)) index.push(piece);
  return index;
}

/** Carries a plan out, or only its first steps. */
function finish(bytes: Uint8Array, steps = Number.POSITIVE_INFINITY): Uint8Array {
  const plan = planFinish(indexOf(bytes));
  if (!plan) throw new Error('nothing to finish');
  const finished = concatBytes([bytes.subarray(0, plan.cutTo), plan.cues]);
  for (const { at, bytes: patch } of plan.patches.slice(0, steps)) finished.set(patch, at);
  return finished;
}

/** The whole tree of a finished file, strictly: every size is known and nothing is left over. */
function readFinished(bytes: Uint8Array) {
  const [, segment] = readElements(bytes);
  if (!segment) throw new Error('no segment of a known size');
  const children = readElements(segment.payload);
  const of = (id: number) => children.filter((child) => child.id === id);
  const fields = (parent: Uint8Array | undefined, id: number) =>
    readElements(parent ?? new Uint8Array()).filter((child) => child.id === id);
  const payload = segment.payload;
  return {
    length: segment.whole.byteOffset - bytes.byteOffset + segment.whole.length,
    clusterIds: of(elementIds.cluster).map(({ payload: content }) => readElements(content).length),
    duration: fields(of(elementIds.info)[0]?.payload, elementIds.duration).map(({ payload: content }) =>
      new DataView(content.slice().buffer).getFloat64(0),
    ),
    seeks: fields(of(elementIds.seekHead)[0]?.payload, elementIds.seek).map(({ payload: seek }) => {
      const position = readUint(fields(seek, elementIds.seekPosition)[0]?.payload ?? new Uint8Array());
      const id = readUint(fields(seek, elementIds.seekId)[0]?.payload ?? new Uint8Array());
      return readHead(payload, position)?.id === id;
    }),
    cues: of(elementIds.cues).flatMap(({ payload: cues }) =>
      readElements(cues).map(({ payload: point }) => {
        const time = readUint(fields(point, elementIds.cueTime)[0]?.payload ?? new Uint8Array());
        const place = fields(point, elementIds.cueTrackPositions)[0]?.payload;
        const at = readUint(fields(place, elementIds.cueClusterPosition)[0]?.payload ?? new Uint8Array());
        return { time, leadsTo: readHead(payload, at)?.id };
      }),
    ),
  };
}

describe('finishing a WebM file in its place', () => {
  it('gives it sizes, a duration, and cues that lead to whole pictures', () => {
    const bytes = finish(written(6));
    const file = readFinished(bytes);
    expect(file.length).toBe(bytes.length);
    expect(file.clusterIds).toEqual(Array(6).fill(76));
    expect(file.duration).toEqual([6 * clusterTicks]);
    expect(file.seeks).toEqual([true, true, true]);
    expect(file.cues).toEqual(
      [0, 2, 4].map((n) => ({ time: n * clusterTicks, leadsTo: elementIds.cluster })),
    );
  });

  it('leaves every recorded block as it was', () => {
    const bytes = finish(written(3));
    const blocks = bytes.subarray(header.length, bytes.length - planCues(written(3)));
    const before = written(3).subarray(header.length);
    const headBytes = [0, 1, 2].flatMap((n) => {
      const at = n * recordedCluster(0).length;
      return Array.from({ length: 12 }, (_, offset) => at + offset);
    });
    const differing = [...before.keys()].filter((at) => before[at] !== blocks[at]);
    expect(differing.length).toBeGreaterThan(0);
    expect(differing.every((at) => headBytes.includes(at))).toBe(true);
  });

  it('is the same however the bytes came in pieces', () => {
    const bytes = written(4);
    const plan = planFinish(indexOf(bytes, 1 << 20));
    for (const longest of [3, 23, 1_000]) {
      for (const seed of [1, 2]) expect(planFinish(indexOf(bytes, longest, seed))).toEqual(plan);
    }
  });

  it('cuts a file that breaks off behind its last whole block, wherever that is', () => {
    const bytes = written(3);
    const from = header.length + recordedCluster(0).length;
    for (let cut = from; cut < bytes.length; cut += 977) {
      const finished = finish(bytes.slice(0, cut));
      const file = readFinished(finished);
      expect(file.length).toBe(finished.length);
      const lostTicks = ((bytes.length - cut) / recordedCluster(0).length) * clusterTicks;
      expect(Math.abs(3 * clusterTicks - lostTicks - (file.duration[0] ?? 0))).toBeLessThan(60);
    }
  });

  it('does the same when it is done again after it broke off anywhere', () => {
    const whole = finish(written(4));
    const { patches } = planFinish(indexOf(written(4))) ?? { patches: [] };
    for (let steps = 0; steps < patches.length; steps++) {
      const broken = finish(written(4), steps);
      expect(isFinishedWebm(indexOf(broken).header)).toBe(false);
      expect(Buffer.compare(finish(broken), whole)).toBe(0);
    }
    expect(isFinishedWebm(indexOf(whole).header)).toBe(true);
  });

  it('makes nothing of a file without a block, or of something else', () => {
    expect(planFinish(indexOf(header))).toBeNull();
    expect(planFinish(indexOf(new Uint8Array(50_000)))).toBeNull();
    expect(makeRoomyHeader(new Uint8Array(200))).toBeNull();
  });

  it('is not led astray by zeros behind the last block, which a machine that lost power leaves', () => {
    const bytes = concatBytes([written(2), new Uint8Array(10_000)]);
    expect(readFinished(finish(bytes)).duration).toEqual([2 * clusterTicks]);
  });
});

function planCues(bytes: Uint8Array): number {
  return planFinish(indexOf(bytes))?.cues.length ?? 0;
}
