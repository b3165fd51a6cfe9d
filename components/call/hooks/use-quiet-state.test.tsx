// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallState } from '@/lib/call/call-state';
import { inCall } from '../testing/people';
import { quietMs, useQuietState } from './use-quiet-state';

const online = inCall([]);
const lost = inCall([], { serverLink: 'reconnecting' });

function follow() {
  const shown: unknown[] = [];
  const { rerender } = renderHook(
    (state: CallState) => {
      const { serverLink } = useQuietState(state) as typeof online;
      if (shown.at(-1) !== serverLink) shown.push(serverLink);
    },
    { initialProps: online as CallState },
  );
  return { shown, rerender };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a way to the server that is lost', () => {
  it('is not shown when it is found again at once, however often that happens', () => {
    const { shown, rerender } = follow();
    for (let i = 0; i < 5; i++) {
      rerender(lost);
      act(() => vi.advanceTimersByTime(quietMs - 1));
      rerender(online);
      act(() => vi.advanceTimersByTime(1));
    }
    expect(shown).toEqual(['online']);
  });

  it('is shown when it stays lost, until it is found', () => {
    const { shown, rerender } = follow();
    rerender(lost);
    act(() => vi.advanceTimersByTime(quietMs));
    expect(shown).toEqual(['online', 'reconnecting']);
    rerender(online);
    expect(shown).toEqual(['online', 'reconnecting', 'online']);
  });
});
