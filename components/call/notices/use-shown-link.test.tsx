// @vitest-environment happy-dom
import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServerLink } from '@/lib/call/call-state';
import { useShownLink } from './use-shown-link';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function renderLink(initial: ServerLink) {
  const { result, rerender } = renderHook(useShownLink, { initialProps: initial });
  return { shown: () => result.current, become: (link: ServerLink) => rerender(link) };
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms));

it('shows an interruption when it lasts, and its end at once', () => {
  const { shown, become } = renderLink('online');
  become('reconnecting');
  pass(600);
  expect(shown()).toBe('online');
  pass(200);
  expect(shown()).toBe('reconnecting');
  become('online');
  expect(shown()).toBe('online');
});

it('shows nothing of one that passes, however often', () => {
  const { shown, become } = renderLink('online');
  for (let i = 0; i < 5; i++) {
    become('reconnecting');
    pass(500);
    expect(shown()).toBe('online');
    become('online');
    pass(500);
  }
  expect(shown()).toBe('online');
});

it('shows at once what is so from the beginning', () => {
  expect(renderLink('reconnecting').shown()).toBe('reconnecting');
});
