// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { toast } from 'sonner';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFakeLocalMedia } from '@/components/testing/fake-local-media';
import { messages } from '@/lib/errors/messages';
import { createTrack, inCall, person } from '../testing/people';
import { renderCall } from '../testing/render-call';

const ada = person('Ada');

afterEach(() => {
  toast.dismiss();
  cleanup();
});

describe('What the call tells', () => {
  it('joined and left are toasts', async () => {
    const call = await renderCall();
    act(() => call.notices.emit('participant-joined', { displayName: 'Ada' }));
    expect(await screen.findByText('Ada joined')).toBeTruthy();
    act(() => call.notices.emit('participant-left', { displayName: 'Ada' }));
    expect(await screen.findByText('Ada left')).toBeTruthy();
  });

  it('toasts stand one below the other, none over another', async () => {
    const call = await renderCall();
    for (const displayName of ['Ada', 'Grace']) {
      act(() => call.notices.emit('participant-joined', { displayName }));
    }
    const toasts = [await screen.findByText('Ada joined'), await screen.findByText('Grace joined')];
    await waitFor(() => {
      for (const toast of toasts) {
        expect(toast.closest('[data-sonner-toast]')?.getAttribute('data-expanded')).toBe('true');
      }
    });
  });

  it('a device that fails in the call is named with what to do', async () => {
    const { localMedia } = await renderCall();
    act(() =>
      localMedia.state.update((media) => ({
        ...media,
        camera: { status: 'off', trackId: null, error: 'camera-unplugged' },
      })),
    );
    expect(await screen.findByText(messages['camera-unplugged'].title)).toBeTruthy();
  });

  it('a lost server is a quiet banner, and its end is announced', async () => {
    const call = await renderCall(inCall([ada], { serverLink: 'reconnecting' }));
    expect(screen.getByText(/Reconnecting to the room/).closest('[role="status"]')).toBeTruthy();
    act(() => call.state.set(inCall([ada])));
    expect(screen.queryByText(/Reconnecting to the room/)).toBeNull();
    expect(screen.getByText('Back in the room').parentElement?.getAttribute('aria-live')).toBe('polite');
  });

  it('a server that does not take the page back is told instead, with what to do', async () => {
    await renderCall(inCall([ada], { serverLink: 'reconnecting', refusal: 'unsupported-version' }));
    const title = screen.getByText(`${messages['unsupported-version'].title}.`);
    expect(title.closest('[role="status"]')?.textContent).toMatch(
      /call goes on.*Reload the page when you are done/,
    );
    expect(screen.queryByText(/Reconnecting to the room/)).toBeNull();
  });

  it('tampering stays on the screen', async () => {
    await renderCall(inCall([ada], { isTampered: true }));
    expect(screen.getByText(`${messages['call-tampered'].title}.`)).toBeTruthy();
  });

  it('talking while muted is pointed out', async () => {
    const localMedia = createFakeLocalMedia({ isTalkingWhileMuted: true });
    await renderCall(inCall([ada]), { localMedia });
    expect(screen.getByText(/You are muted/)).toBeTruthy();
  });

  it('several things at once are all announced', async () => {
    const { localMedia } = await renderCall(inCall([ada]));
    act(() =>
      localMedia.state.update((media) => ({
        ...media,
        camera: { status: 'off', trackId: null, error: null },
        microphone: { status: 'off', trackId: null, error: null },
      })),
    );
    const region = screen.getByText('Camera off', { selector: 'p' }).parentElement;
    expect(region?.textContent).toBe('Microphone offCamera off');
    act(() =>
      localMedia.state.update((media) => ({
        ...media,
        camera: { status: 'on', trackId: 'camera', error: null },
      })),
    );
    expect(region?.textContent).toBe('Camera on');
  });

  it('joining that lasts is a quiet banner', async () => {
    const call = await renderCall({ ...inCall([]), phase: 'joining' });
    expect(screen.getByText('Joining the call…').closest('[role="status"]')).toBeTruthy();
    act(() => call.state.set(inCall([])));
    expect(screen.queryByText('Joining the call…')).toBeNull();
  });

  it('a shared screen is told to whoever shares it, with or without sound', async () => {
    const on = { status: 'on' as const, trackId: 'screen', error: null };
    const localMedia = createFakeLocalMedia({ screen: { ...on, hasSound: true } });
    await renderCall(inCall([ada]), { localMedia });
    const banner = screen
      .getByText('Everyone can see your screen, with its sound')
      .closest('[role="status"]');
    expect(banner).toBeTruthy();
    act(() => localMedia.state.update((media) => ({ ...media, screen: { ...on, hasSound: false } })));
    expect(banner?.textContent).toBe('Everyone can see your screen, without sound');
    act(() => localMedia.stopScreen());
    expect(banner?.textContent).toBe('');
  });

  it('somebody else sharing a screen is announced', async () => {
    const call = await renderCall(inCall([ada]));
    act(() => call.state.set(inCall([{ ...ada, isScreenOn: true }])));
    expect(screen.getByText('Ada shares a screen').parentElement?.getAttribute('aria-live')).toBe('polite');
  });

  it('one press starts sound that the browser held back', async () => {
    const play = vi
      .spyOn(HTMLMediaElement.prototype, 'play')
      .mockRejectedValue(new DOMException('no gesture', 'NotAllowedError'));
    const call = await renderCall(inCall([]));
    call.tracks.set('ada-voice', createTrack());
    act(() => call.state.set(inCall([person('Ada', { microphoneTrackId: 'ada-voice' })])));
    const tap = await screen.findByRole('button', { name: 'Tap to hear' });
    expect(screen.getByText(messages['playback-blocked'].body)).toBeTruthy();
    play.mockResolvedValue();
    await userEvent.click(tap);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Tap to hear' })).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});
