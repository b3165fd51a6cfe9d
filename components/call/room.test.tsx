// @vitest-environment happy-dom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { StrictMode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubCapableBrowser } from '@/components/testing/capable-browser';
import { createFakeCall, type FakeCall, readyLobby } from '@/components/testing/fake-call';
import { createRoomLink, type RoomLink } from '@/lib/crypto/room-link';
import { messages } from '@/lib/errors/messages';
// What the room loads later is compiled before the tests, not while they wait for it.
import './call-screen';
import { Room } from './room';
import { inCall, person } from './testing/people';

vi.mock('./create-call', () => ({ createCall: vi.fn() }));

async function visit(change: (url: string) => string = (url) => url): Promise<RoomLink> {
  const link = await createRoomLink(location.origin);
  history.replaceState(null, '', change(link.url));
  return link;
}

/** Renders the room; every call that it creates is in the list. */
function open(wrapper?: typeof StrictMode) {
  const created: FakeCall[] = [];
  const createCall = vi.fn(async (_link: RoomLink) => {
    const call = createFakeCall({ state: readyLobby });
    created.push(call);
    return call;
  });
  const view = render(<Room createCall={createCall} />, wrapper ? { wrapper } : {});
  return { created, createCall, ...view };
}

const asked = (call: FakeCall | undefined) => call?.asked.map(([method]) => method);

beforeEach(stubCapableBrowser);
afterEach(cleanup);

describe('The room', () => {
  it('says that a browser without calls is too old, and connects to nothing', async () => {
    vi.unstubAllGlobals();
    await visit();
    const { createCall } = open();
    expect(await screen.findByRole('heading', { name: messages['browser-unsupported'].title })).toBeTruthy();
    expect(createCall).not.toHaveBeenCalled();
  });

  it('says that a page whose address is not secure cannot call, and connects to nothing', async () => {
    await visit();
    vi.stubGlobal('isSecureContext', false);
    vi.stubGlobal('crypto', {});
    const { createCall } = open();
    const title = messages['devices-insecure-context'].title;
    expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
    expect(createCall).not.toHaveBeenCalled();
  });

  it('says that a link without its secret is cut off, and connects to nothing', async () => {
    await visit((url) => url.slice(0, url.indexOf('#')));
    const { createCall } = open();
    expect(await screen.findByRole('heading', { name: messages['link-cut-off'].title })).toBeTruthy();
    expect(createCall).not.toHaveBeenCalled();
  });

  it('says that a link whose halves do not belong together is mistyped', async () => {
    const other = await createRoomLink(location.origin);
    await visit((url) => url.slice(0, url.indexOf('#')) + new URL(other.url).hash);
    const { createCall } = open();
    expect(await screen.findByRole('heading', { name: messages['link-mistyped'].title })).toBeTruthy();
    expect(createCall).not.toHaveBeenCalled();
  });

  it('offers its link in the lobby', async () => {
    const link = await visit();
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole('button', { name: 'Copy link' }));
    expect(await navigator.clipboard.readText()).toBe(link.url);
  });

  it('opens the lobby of the link in the address bar and leaves the address as it is', async () => {
    const link = await visit();
    const { created, createCall } = open();
    expect(await screen.findByRole('button', { name: 'Join call' })).toBeTruthy();
    expect(createCall.mock.calls[0]?.[0].roomId).toBe(link.roomId);
    expect(asked(created[0])).toEqual(['prepare']);
    expect(location.href).toBe(link.url);
  });

  it('goes from lobby to call to farewell as the call does, and names the tab after it', async () => {
    await visit();
    const { created } = open();
    await screen.findByRole('button', { name: 'Join call' });
    expect(document.title).toBe('Join the call · Parley');
    act(() => created[0]?.state.set(inCall([person('Ada')])));
    expect(await screen.findByRole('toolbar', { name: 'Call controls' })).toBeTruthy();
    expect(document.title).toBe('Ada · Parley');
    act(() => created[0]?.state.set({ phase: 'ended', reason: { type: 'left' } }));
    const rejoin = await screen.findByRole('button', { name: 'Rejoin' });
    act(() => rejoin.click());
    expect(asked(created[0])).toEqual(['prepare', 'rejoin']);
  });

  it('gives the focus to the heading of a lobby that one comes back to, and leaves it alone at first', async () => {
    await visit();
    const { created } = open();
    await screen.findByRole('button', { name: 'Join call' });
    expect(document.activeElement).toBe(document.body);
    act(() => created[0]?.state.set({ phase: 'ended', reason: { type: 'left' } }));
    await screen.findByRole('button', { name: 'Rejoin' });
    act(() => created[0]?.state.set(readyLobby));
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Ready to join?' }));
  });

  it('disposes every call that it creates, also when effects run twice', async () => {
    await visit();
    const { created, unmount } = open(StrictMode);
    await screen.findByRole('button', { name: 'Join call' });
    unmount();
    for (const call of created) expect(asked(call)?.filter((method) => method === 'dispose')).toHaveLength(1);
    expect(created.filter((call) => asked(call)?.includes('prepare'))).toHaveLength(1);
  });

  it('opens the other call when another link is put into the address bar', async () => {
    await visit();
    const { created, createCall } = open();
    await screen.findByRole('button', { name: 'Join call' });
    const other = await visit();
    act(() => void window.dispatchEvent(new Event('hashchange')));
    await waitFor(() => expect(createCall.mock.calls.at(-1)?.[0].roomId).toBe(other.roomId));
    expect(asked(created[0])).toEqual(['prepare', 'dispose']);
  });
});
