// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const session = {
  metadata: null as { title: string } | null,
  handlers: new Map<string, () => void>(),
  setActionHandler(action: string, handler: (() => void) | null) {
    if (handler) this.handlers.set(action, handler);
    else this.handlers.delete(action);
  },
  setMicrophoneActive: vi.fn<(isActive: boolean) => Promise<void>>(),
  setCameraActive: vi.fn<(isActive: boolean) => Promise<void>>(),
};

/** A key of a headset, or a button of a small window. */
const press = (action: string) => act(() => session.handlers.get(action)?.());

beforeEach(() => {
  vi.stubGlobal(
    'MediaMetadata',
    class {
      readonly title: string;
      constructor({ title }: { title: string }) {
        this.title = title;
      }
    },
  );
  Object.defineProperty(navigator, 'mediaSession', { value: session, configurable: true });
});
afterEach(() => {
  cleanup();
  Reflect.deleteProperty(navigator, 'mediaSession');
});

describe('The system', () => {
  it('knows who is in the call, and nothing of it afterwards', async () => {
    const call = await renderCall(inCall([person('Ada')]));
    expect(session.metadata?.title).toBe('Ada · Parley');
    act(() => call.state.set({ phase: 'ended', reason: { type: 'left' } }));
    expect(session.metadata).toBeNull();
    expect(session.handlers.size).toBe(0);
  });

  it('switches the devices with its own keys, and shows how they are', async () => {
    const { localMedia } = await renderCall(inCall([person('Ada')]));
    expect(session.setMicrophoneActive).toHaveBeenLastCalledWith(true);
    expect(session.setCameraActive).toHaveBeenLastCalledWith(true);
    press('togglemicrophone');
    press('togglecamera');
    expect(localMedia.asked).toEqual([
      ['setMicrophoneOn', false],
      ['setCameraOn', false],
    ]);
    expect(session.setMicrophoneActive).toHaveBeenLastCalledWith(false);
    expect(session.setCameraActive).toHaveBeenLastCalledWith(false);
  });

  it('hangs up', async () => {
    const call = await renderCall(inCall([person('Ada')]));
    press('hangup');
    expect(call.asked).toContainEqual(['leave']);
  });

  it('may not know the actions of calls', async () => {
    vi.spyOn(session, 'setActionHandler').mockImplementation(() => {
      throw new TypeError('not an action');
    });
    await renderCall(inCall([person('Ada')]));
    expect(screen.getByRole('toolbar')).toBeTruthy();
  });
});
