// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stubCapableBrowser } from '@/components/testing/capable-browser';
import { createFakeCall, readyLobby } from '@/components/testing/fake-call';
import { createRoomLink } from '@/lib/crypto/room-link';
import { Room } from './room';
import { inCall } from './testing/people';

vi.mock('./create-call', () => ({ createCall: vi.fn() }));
const network = vi.hoisted(() => ({ lossesLeft: 2 }));
vi.mock('@/components/pages/ended-page', () => ({ EndedPage: () => null }));
vi.mock('./call-screen', () => {
  if (network.lossesLeft-- > 0) throw new Error('lost on the way');
  return {
    CallScreen: () => null,
    CopyLink: () => <button type="button">Copy link</button>,
    LaterRecordingOffers: () => null,
  };
});

beforeEach(() => {
  network.lossesLeft = 2;
  stubCapableBrowser();
});
afterEach(cleanup);

it('is not in the call unseen: whoever joined meanwhile is told, and can leave', async () => {
  history.replaceState(null, '', (await createRoomLink(location.origin)).url);
  const call = createFakeCall({ state: readyLobby });
  render(<Room createCall={async () => call} />);
  const name = await screen.findByRole('textbox', { name: 'Your name' });
  act(() => {
    name.focus();
    call.state.set(inCall([]));
  });
  expect((await screen.findByRole('alert')).textContent).toContain('others may see and hear you');
  expect(document.activeElement).not.toBe(screen.getByRole('heading', { level: 1 }));
  await userEvent.click(screen.getByRole('button', { name: 'Leave call' }));
  expect(call.asked.map(([method]) => method)).toContain('leave');
});

it('says in the lobby that the call did not load, and loads it again with nothing typed lost', async () => {
  const user = userEvent.setup();
  history.replaceState(null, '', (await createRoomLink(location.origin)).url);
  const call = createFakeCall({ state: readyLobby });
  render(<Room createCall={async () => call} />);
  await user.type(await screen.findByRole('textbox', { name: 'Your name' }), 'Ada');
  expect((await screen.findByRole('alert')).textContent).toContain('The call didn’t load');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Ready to join?' }));
  expect(await screen.findByRole('button', { name: 'Copy link' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('textbox', { name: 'Your name' })).toHaveProperty('value', 'Ada');
});
