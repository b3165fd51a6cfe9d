import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateQuality, ratingsKept } from './rate-quality';
import { goodRating, type PictureExpectations, type Rating, rank, rateSample } from './rate-sample';
import type { PeerSample } from './read-sample';
import { sampleWith } from './test-samples';

const seed = 20_261_121;
const seen: PictureExpectations = { isCameraExpected: true, isReducedThere: false };
const frozen = (parts: object) => {
  const { pictures } = sampleWith();
  return { pictures: { ...pictures, camera: { ...pictures.camera, ...parts } } };
};

const table: readonly [what: string, parts: Partial<PeerSample>, expected: Rating][] = [
  ['a fine line', {}, goodRating],
  ['one per cent lost', { inboundLossShare: 0.01 }, goodRating],
  ['five per cent lost and 150 ms', { inboundLossShare: 0.05, rttMs: 150 }, { level: 'fair', cause: 'loss' }],
  ['twelve per cent lost on the way there', { outboundLossShare: 0.12 }, { level: 'poor', cause: 'loss' }],
  ['a fifth of the sound made up', { concealedShare: 0.2 }, { level: 'poor', cause: 'loss' }],
  ['a path around the world', { rttMs: 400 }, { level: 'fair', cause: 'delay' }],
  ['a second of queue', { rttMs: 1_000 }, { level: 'poor', cause: 'delay' }],
  ['restless arrival', { jitterMs: 80 }, { level: 'fair', cause: 'delay' }],
  [
    'a narrow line',
    { limitation: 'bandwidth', availableOutgoingKbps: 250 },
    { level: 'fair', cause: 'bandwidth' },
  ],
  [
    'hardly any line',
    { limitation: 'bandwidth', availableOutgoingKbps: 90 },
    { level: 'poor', cause: 'bandwidth' },
  ],
  ['a line as wide as needed', { limitation: 'bandwidth', availableOutgoingKbps: 900 }, goodRating],
  ['sound alone, which needs little', { availableOutgoingKbps: 90 }, goodRating],
  ['a picture that stops now and then', frozen({ freezeShare: 0.2 }), { level: 'fair', cause: 'freeze' }],
  ['a picture that stands', frozen({ decodedFps: 0 }), { level: 'poor', cause: 'freeze' }],
  ['a busy processor', { limitation: 'cpu' }, { level: 'fair', cause: 'cpu' }],
  ['nothing known', { rttMs: null, jitterMs: null, availableOutgoingKbps: null }, goodRating],
];

describe('rating a sample', () => {
  it.each(table)('%s', (_, parts, expected) => {
    expect(rateSample(sampleWith(parts), seen)).toEqual(expected);
  });

  it('misses no picture that is not to be seen', () => {
    const notExpected = { isCameraExpected: false, isReducedThere: false };
    expect(rateSample(sampleWith(frozen({ decodedFps: 0, freezeShare: 1 })), notExpected)).toEqual(
      goodRating,
    );
  });

  it('is fair while the other side sends less for its line', () => {
    const rating = rateSample(sampleWith(), { isCameraExpected: true, isReducedThere: true });
    expect(rating).toEqual({ level: 'fair', cause: 'bandwidth' });
  });

  it('names what is worst', () => {
    const parts = { inboundLossShare: 0.05, rttMs: 1_200 };
    expect(rateSample(sampleWith(parts), seen)).toEqual({ level: 'poor', cause: 'delay' });
  });
});

const good = goodRating;
const fair: Rating = { level: 'fair', cause: 'loss' };
const poor: Rating = { level: 'poor', cause: 'loss' };

/** What people are told, sample by sample. */
function toldAfter(ratings: readonly Rating[]): Rating[] {
  let told = goodRating;
  return ratings.map((_, index) => {
    told = rateQuality(told, ratings.slice(Math.max(0, index + 1 - ratingsKept), index + 1));
    return told;
  });
}

describe('the word about a connection', () => {
  it('does not change for a single bad sample', () => {
    expect(toldAfter([good, good, poor, good, good]).map(({ level }) => level)).not.toContain('poor');
  });

  it('worsens with the second bad sample, even with a good one between', () => {
    expect(toldAfter([poor, good, poor]).at(-1)).toEqual(poor);
    expect(toldAfter([poor, poor]).at(-1)).toEqual(poor);
  });

  it('says no worse than both bad samples say', () => {
    expect(toldAfter([fair, poor]).at(-1)).toEqual(fair);
  });

  it('gets better after four better samples in a row', () => {
    expect(toldAfter([poor, poor, good, good, good]).at(-1)?.level).toBe('poor');
    expect(toldAfter([poor, poor, good, good, good, good]).at(-1)).toEqual(good);
    expect(toldAfter([poor, poor, good, good, fair, good]).at(-1)).toEqual(fair);
  });

  it('names the cause of now', () => {
    const delayed: Rating = { level: 'fair', cause: 'delay' };
    expect(toldAfter([fair, fair, delayed]).at(-1)).toEqual(delayed);
  });

  it('never flickers: whatever comes, it does not get worse and better within three samples', () => {
    const ratings = fc.array(fc.constantFrom(good, fair, poor), { maxLength: 60 });
    fc.assert(
      fc.property(ratings, (list) => {
        const levels = toldAfter(list).map(({ level }) => rank(level));
        levels.forEach((level, index) => {
          const worsened = index > 0 && level > (levels[index - 1] ?? 0);
          if (!worsened) return;
          for (const later of levels.slice(index, index + 3)) expect(later).toBeGreaterThanOrEqual(level);
        });
      }),
      { seed },
    );
  });

  it('names a cause whenever it is not good, and none when it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(good, fair, poor), { maxLength: 40 }), (list) => {
        for (const { level, cause } of toldAfter(list)) expect(cause === null).toBe(level === 'good');
      }),
      { seed },
    );
  });
});
