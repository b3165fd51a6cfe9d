// @vitest-environment happy-dom
import { act, cleanup, render } from '@testing-library/react';
import { Activity } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadLateParts } from '../load-parts';
import { useLateParts } from './use-late-parts';

vi.mock('../load-parts', () => ({ loadLateParts: vi.fn(async () => undefined) }));

function Call() {
  useLateParts();
  return null;
}
const page = (mode: 'visible' | 'hidden') => (
  <Activity mode={mode}>
    <Call />
  </Activity>
);
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  vi.mocked(loadLateParts).mockClear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  cleanup();
});

it('are loaded once somebody is in the call and the page is idle, and not while it waits behind the lobby', async () => {
  const { rerender } = render(page('hidden'));
  await pass(60_000);
  expect(loadLateParts).not.toHaveBeenCalled();
  rerender(page('visible'));
  await pass(1_000);
  expect(loadLateParts).not.toHaveBeenCalled();
  await pass(60_000);
  expect(loadLateParts).toHaveBeenCalledOnce();
});

it('are not loaded for somebody who has left', async () => {
  const { unmount } = render(page('visible'));
  await pass(4_000);
  unmount();
  await pass(60_000);
  expect(loadLateParts).not.toHaveBeenCalled();
});
