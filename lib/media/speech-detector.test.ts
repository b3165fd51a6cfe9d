import { describe, expect, it } from 'vitest';
import { createSpeechDetector } from './speech-detector';

const options = { onLevel: 0.5, attackMs: 200, offLevel: 0.3, releaseMs: 500 };

/** Feeds one level each 100 ms and tells after which of them somebody was talking. */
function hear(levels: readonly number[]): string {
  const detector = createSpeechDetector(options);
  return levels.map((level, i) => (detector.update(level, i * 100) ? 'T' : '.')).join('');
}

describe('speech detector', () => {
  it('hears talking only after it has lasted', () => {
    expect(hear([0, 0.6, 0.6, 0.6])).toBe('..TT');
  });

  it('adds up the syllables of a sentence', () => {
    expect(hear([0, 0.6, 0.1, 0.6, 0.1, 0.6, 0.1])).toBe('.....TT');
  });

  it('ignores knocks, however many', () => {
    expect(hear(Array.from({ length: 60 }, (_, i) => (i % 4 === 1 ? 1 : 0)))).toBe('.'.repeat(60));
  });

  it('bridges the pauses between words', () => {
    expect(hear([0.6, 0.6, 0.6, 0, 0, 0, 0, 0.6, 0, 0, 0, 0, 0.4])).toBe('..TTTTTTTTTTT');
  });

  it('holds on at levels between the two thresholds, and starts at none of them', () => {
    expect(hear([0.4, 0.4, 0.4, 0.6, 0.6, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4])).toBe('....TTTTTTTT');
  });

  it('ends after the silence has lasted', () => {
    expect(hear([0.6, 0.6, 0.6, 0, 0, 0, 0, 0, 0, 0])).toBe('..TTTTT...');
  });

  it('does not take one late reading for long talking', () => {
    const detector = createSpeechDetector({ ...options, attackMs: 300 });
    detector.update(0, 0);
    expect(detector.update(1, 60_000)).toBe(false);
  });

  it('forgets everything on reset', () => {
    const detector = createSpeechDetector(options);
    for (let ms = 0; ms <= 300; ms += 100) detector.update(1, ms);
    detector.reset();
    expect(detector.update(0.4, 400)).toBe(false);
    expect(detector.update(0.6, 500)).toBe(false);
  });
});
