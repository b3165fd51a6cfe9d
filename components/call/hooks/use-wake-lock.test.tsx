// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderCall } from '../testing/render-call';
import { useWakeLock } from './use-wake-lock';

class FakeLock {
  released = false;
  release = async () => {
    this.released = true;
  };
}

const granted: FakeLock[] = [];
const request = vi.fn<(type: string) => Promise<FakeLock>>();
const held = () => granted.filter(({ released }) => !released).length;
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** The browser takes the lock from a page that is out of sight (screen-wake-lock 5). */
function show(visibility: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(visibility);
  if (visibility === 'hidden') for (const lock of granted) lock.released = true;
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  granted.length = 0;
  request.mockReset().mockImplementation(async () => {
    const lock = new FakeLock();
    granted.push(lock);
    return lock;
  });
  Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true });
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'wakeLock');
});

describe('The screen', () => {
  it('stays awake during a call, and may sleep after it', async () => {
    const call = await renderCall();
    await settle();
    expect(request.mock.calls).toEqual([['screen']]);
    expect(held()).toBe(1);
    act(() => call.state.set({ phase: 'ended', reason: { type: 'left' } }));
    expect(held()).toBe(0);
  });

  it('stays awake again when the page comes back into view', async () => {
    renderHook(useWakeLock);
    await settle();
    show('hidden');
    expect(held()).toBe(0);
    show('visible');
    await settle();
    expect(held()).toBe(1);
  });

  it('may sleep when the call ends before the browser has answered', async () => {
    const { unmount } = renderHook(useWakeLock);
    unmount();
    await settle();
    expect(granted).toHaveLength(1);
    expect(held()).toBe(0);
  });

  it('may sleep when the browser refuses, and the call goes on', async () => {
    request.mockRejectedValue(new DOMException('low battery', 'NotAllowedError'));
    renderHook(useWakeLock);
    await settle();
    expect(request).toHaveBeenCalledOnce();
  });
});
