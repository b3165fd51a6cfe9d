import { describe, expect, it, vi } from 'vitest';
import { createStore } from '@/lib/store/store';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { watchSpeakingTime } from './speaking-time';

function setUp(isSpeakingAtFirst = false) {
  const clock = createFakeClock();
  const speaking = createStore({ isSpeaking: isSpeakingAtFirst });
  const onEnough = vi.fn();
  const stop = watchSpeakingTime({ speaking, enoughMs: 2_000, onEnough, clock });
  const pass = (isSpeaking: boolean, ms: number) => {
    speaking.set({ isSpeaking });
    clock.advance(ms);
    return onEnough.mock.calls.length;
  };
  return { pass, stop, clock };
}

describe('the time that somebody speaks', () => {
  it('is enough at two seconds in one go, and counts once', () => {
    const { pass, clock } = setUp();
    expect(pass(true, 1_990)).toBe(0);
    expect(pass(true, 10)).toBe(1);
    expect(pass(false, 100) + pass(true, 9_000)).toBe(2);
    expect(clock.pendingCount).toBe(0);
  });

  it('adds up over the pauses of a talk', () => {
    const { pass } = setUp();
    pass(true, 1_200);
    expect(pass(false, 3_000)).toBe(0);
    expect(pass(true, 790)).toBe(0);
    expect(pass(true, 10)).toBe(1);
  });

  it('begins anew after a long silence, so that coughs never add up', () => {
    const { pass } = setUp();
    for (let coughs = 0; coughs < 20; coughs++) {
      pass(true, 600);
      expect(pass(false, 10_001)).toBe(0);
    }
  });

  it('counts from now on for somebody who is speaking already', () => {
    const { pass } = setUp(true);
    expect(pass(true, 1_999)).toBe(0);
    expect(pass(true, 1)).toBe(1);
  });

  it('is of no interest any more once stopped', () => {
    const { pass, stop, clock } = setUp();
    pass(true, 1_000);
    stop();
    expect(pass(true, 9_000)).toBe(0);
    expect(clock.pendingCount).toBe(0);
  });
});
