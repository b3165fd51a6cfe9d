// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { encodeOffer } from '@/lib/direct/direct-code';
import { DirectHandshake } from '@/lib/direct/direct-handshake';
import type { WireState } from '@/lib/direct/direct-wire';
import { readEndpointSdp } from '@/lib/direct/endpoint-sdp';
import { chromiumOffer } from '@/lib/direct/test-endpoints';
import { ok } from '@/lib/protocol';
import { createStore, type Store } from '@/lib/store/store';
import { createCall } from '../call/create-call';
import { inCall } from '../call/testing/people';
import { createFakeCall, type FakeCall, readyLobby } from '../testing/fake-call';
import { DirectPage } from './direct-page';

vi.mock('../call/create-call');
vi.mock('../call/use-call-screen', () => ({ useCallScreen: () => [null, null] }));
vi.mock('../is-browser-capable', () => ({ isBrowserCapable: () => true }));
vi.mock('./load-direct-parts', () => ({ loadDirectParts: () => undefined }));

const endpoint = readEndpointSdp(chromiumOffer);
const codeOf = (n: number) => encodeOffer(new Uint8Array(16).fill(n), endpoint);
let calls: FakeCall[];
let wire: Store<WireState>;
/** The first byte of each secret that was answered. */
let answered: (number | undefined)[];

/** The window says itself that its address has changed. */
const openLink = (fragment: string) =>
  act(async () => {
    const isSaid = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    location.hash = fragment;
    await isSaid;
  });

beforeEach(() => {
  calls = [];
  answered = [];
  location.hash = '';
  Object.defineProperty(globalThis, 'isSecureContext', { value: true, configurable: true });
  vi.mocked(createCall).mockImplementation(async () => {
    const call = createFakeCall({ state: { ...readyLobby, isReady: false } });
    calls.push(call);
    return call;
  });
  wire = createStore<WireState>('waiting');
  const handshake = {
    keys: {},
    wire,
    code: async () => ok('answer'),
    close: () => undefined,
  } as unknown as DirectHandshake;
  vi.spyOn(DirectHandshake, 'begin').mockResolvedValue(handshake);
  vi.spyOn(DirectHandshake, 'answer').mockImplementation(async ({ secret }) => {
    answered.push(secret[0]);
    return handshake;
  });
});
afterEach(cleanup);

const heading = (name: string) => screen.findByRole('heading', { level: 1, name });

describe('another link, opened in the page of a direct call', () => {
  it('is answered instead by somebody whose answer was not taken yet', async () => {
    render(<DirectPage />);
    await openLink(codeOf(1));
    await heading('Answer the call');
    await openLink(codeOf(2));
    await waitFor(() => expect(answered).toEqual([1, 2]));
    expect(calls[0]?.asked).toContainEqual(['dispose']);
    expect(await heading('Answer the call')).toBeDefined();
  });

  it('leads nobody away for a code that can’t be answered, nor out of a call', async () => {
    render(<DirectPage />);
    await openLink(codeOf(1));
    await heading('Answer the call');
    await openLink(codeOf(2).slice(1));
    act(() => calls[0]?.state.set(inCall([])));
    await openLink(codeOf(3));
    expect(answered).toEqual([1]);
    expect(calls[0]?.asked).not.toContainEqual(['dispose']);
  });

  it('is answered when the call is over', async () => {
    render(<DirectPage />);
    await userEvent.click(screen.getByRole('button', { name: 'Start a direct call' }));
    await heading('Start a direct call');
    await openLink(codeOf(1));
    expect(answered).toEqual([]);
    act(() => calls[0]?.state.set({ phase: 'ended', reason: { type: 'left' } }));
    await openLink(codeOf(2));
    await heading('Answer the call');
    expect(answered).toEqual([2]);
  });
});

describe('whoever answers', () => {
  it('is told after a minute what may be wrong, and can use another code', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      render(<DirectPage />);
      await openLink(codeOf(1));
      await act(() => vi.advanceTimersByTimeAsync(1_000));
      const another = screen.getByRole('button', { name: 'Use another code' });
      expect(screen.queryByText(/Still waiting/)).toBeNull();
      await act(() => vi.advanceTimersByTimeAsync(60_000));
      expect(screen.getByText(/Still waiting/).closest('[role=status]')).not.toBeNull();
      act(() => another.click());
      const first = screen.getByRole('heading', { level: 1, name: 'Call without a server' });
      expect(document.activeElement).toBe(first);
      expect(location.hash).toBe('');
    } finally {
      vi.useRealTimers();
    }
  });

  it('hears that the code is being made and that it is ready, in one region', async () => {
    render(<DirectPage />);
    let makeCode: () => void = () => undefined;
    vi.mocked(DirectHandshake.answer).mockResolvedValue({
      keys: {},
      wire: createStore<WireState>('waiting'),
      code: () =>
        new Promise((resolve) => {
          makeCode = () => resolve(ok('answer'));
        }),
      close: () => undefined,
    } as unknown as DirectHandshake);
    await openLink(codeOf(1));
    const region = (await screen.findByText('Making the code…')).closest('[role=status]');
    await waitFor(() => expect(calls[0]?.localMedia.asked).toContainEqual(['start']));
    await act(async () => makeCode());
    await waitFor(() => expect(region?.textContent).toBe('The code is ready.'));
    expect(region?.isConnected).toBe(true);
  });

  it('whose other side is lost has the focus on the heading, not on the page, when the steps go', async () => {
    render(<DirectPage />);
    await openLink(codeOf(1));
    (await screen.findByRole('button', { name: 'Copy code' })).focus();
    act(() => wire.set('lost'));
    expect(screen.getByRole('button', { name: 'Make a new code' })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });
});
