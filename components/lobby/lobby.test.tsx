// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { messages } from '@/lib/errors/messages';
import { createTrack } from '../call/testing/people';
import { createFakeCall, type FakeCall, readyLobby } from '../testing/fake-call';
import { createFakeLocalMedia, type FakeLocalMedia } from '../testing/fake-local-media';
import { CopyLink } from './copy-link';
import { Lobby } from './lobby';

const ada = { participantId: 'aaaa-aaaa-aaaa-aaaa', displayName: 'Ada' };
const linkUrl = 'https://parley.example/r/abcd-efgh-ijkl-mnop#AAAAAAAAAAAAAAAAAAAAAA';
const grace = { participantId: 'bbbb-bbbb-bbbb-bbbb', displayName: 'Grace' };

function open(overrides: Parameters<typeof createFakeCall>[0] = {}): FakeCall {
  const call = createFakeCall(overrides);
  render(<Lobby call={call} invitation={<CopyLink linkUrl={linkUrl} />} />);
  return call;
}

const joinButton = () => screen.getByRole('button', { name: 'Join call' });
const nameField = () => screen.getByRole('textbox', { name: 'Your name' });
const joins = (call: FakeCall) => call.asked.filter(([method]) => method === 'join');

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('Joining from the lobby', () => {
  it('joins with the typed name, without the blanks around it', async () => {
    const call = open();
    await userEvent.type(nameField(), '  Linus ');
    await userEvent.click(joinButton());
    expect(joins(call)).toEqual([['join', 'Linus']]);
  });

  it('joins with Enter in the name field', async () => {
    const call = open();
    await userEvent.type(nameField(), 'Linus{Enter}');
    expect(joins(call)).toEqual([['join', 'Linus']]);
  });

  it('lets somebody without a name in as a guest', async () => {
    const call = open();
    await userEvent.click(joinButton());
    expect(joins(call)).toEqual([['join', 'Guest']]);
  });

  it('remembers the name on this device', async () => {
    open();
    await userEvent.type(nameField(), 'Linus{Enter}');
    cleanup();
    open();
    expect(nameField()).toHaveProperty('value', 'Linus');
  });

  it('keeps an early press and joins once the room is reached', async () => {
    const call = open({ state: { ...readyLobby, isReady: false } });
    expect(screen.getByText('Connecting…')).toBeTruthy();
    await userEvent.click(joinButton());
    expect(joins(call)).toEqual([]);
    act(() => call.state.set(readyLobby));
    expect(joins(call)).toEqual([['join', 'Guest']]);
  });

  it('drops an early press when the call turns out to be full', async () => {
    const call = open({ state: { ...readyLobby, isReady: false } });
    await userEvent.click(joinButton());
    act(() => call.state.set({ ...readyLobby, isFull: true }));
    act(() => call.state.set(readyLobby));
    expect(joins(call)).toEqual([]);
  });

  it('says that the call is full and joins nobody', async () => {
    const call = open({ state: { ...readyLobby, isFull: true } });
    expect(await screen.findByText('The call is full')).toBeTruthy();
    expect(screen.getByText('room-full')).toBeTruthy();
    await userEvent.type(nameField(), '{Enter}');
    expect(joins(call)).toEqual([]);
    expect(joinButton().getAttribute('aria-disabled')).toBe('true');
  });

  it('no more says that the call is full once the server is out of reach', async () => {
    const call = open({ state: { ...readyLobby, isFull: true } });
    await screen.findByText('The call is full');
    act(() => call.state.set({ ...readyLobby, isFull: true, isReady: false, serverLink: 'reconnecting' }));
    expect(screen.getByText('Connecting…')).toBeTruthy();
    expect(screen.queryByText('The call is full')).toBeNull();
    act(() => call.state.set({ ...readyLobby, isFull: true, isReady: false, error: 'server-unreachable' }));
    expect(await screen.findByText('We can’t reach this call’s server')).toBeTruthy();
  });

  it('says why a join was refused, and lets the person try again', async () => {
    const call = open({ state: { ...readyLobby, error: 'bad-request' } });
    expect(await screen.findByText(messages['bad-request'].title)).toBeTruthy();
    await userEvent.click(joinButton());
    expect(joins(call)).toHaveLength(1);
  });

  it.each(['unsupported-version', 'room-mismatch', 'bad-request'] as const)(
    'promises nothing to an early press when the room is refused for good: %s',
    async (error) => {
      const call = open({ state: { ...readyLobby, isReady: false } });
      await userEvent.click(joinButton());
      act(() => call.state.set({ ...readyLobby, isReady: false, error }));
      const { title, body, action } = messages[error];
      expect(await screen.findByText(title)).toBeTruthy();
      expect(screen.getByText(`${body} ${action}`)).toBeTruthy();
      // In small print, and not said aloud.
      expect(screen.getByText(error).closest('[aria-live]')).toBeNull();
      expect(joinButton().hasAttribute('aria-busy')).toBe(false);
      expect(joinButton().getAttribute('aria-disabled')).toBe('true');
      expect(screen.queryByText('Nobody else is here yet')).toBeNull();
      act(() => call.state.set(readyLobby));
      expect(joins(call)).toEqual([]);
    },
  );

  it('says that the server cannot be reached when it has not been for seconds, and what goes without it', async () => {
    vi.useFakeTimers();
    const call = open({ state: { ...readyLobby, isReady: false, serverLink: 'reconnecting' } });
    await act(() => vi.advanceTimersByTimeAsync(4_999));
    expect(screen.getByText('Connecting…')).toBeTruthy();
    await act(() => vi.advanceTimersByTimeAsync(1));
    vi.useRealTimers();
    expect(await screen.findByText('We can’t reach this call’s server')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Call directly, without a server' })).toBeTruthy();
    act(() => call.state.set(readyLobby));
    expect(screen.queryByText(/We can’t reach/)).toBeNull();
    act(() => call.state.set({ ...readyLobby, isReady: false, serverLink: 'reconnecting' }));
    expect(screen.getByText('Connecting…')).toBeTruthy();
  });

  it('says that the server cannot be reached, and no more of it once it is', async () => {
    const call = open({ state: { ...readyLobby, isReady: false, error: 'server-unreachable' } });
    expect(await screen.findByText('We can’t reach this call’s server')).toBeTruthy();
    expect(screen.getByText('server-unreachable')).toBeTruthy();
    act(() => call.state.set(readyLobby));
    expect(screen.queryByText(/^Code:/)).toBeNull();
  });
});

describe('Who is in', () => {
  it('names the people who are already there', () => {
    const call = open();
    expect(screen.getByText('Nobody else is here yet')).toBeTruthy();
    act(() => call.state.set({ ...readyLobby, participants: [ada] }));
    expect(screen.getByText('Ada is here')).toBeTruthy();
    act(() => call.state.set({ ...readyLobby, participants: [ada, grace] }));
    expect(screen.getByText('Ada and Grace are here')).toBeTruthy();
  });

  it('claims nothing before the server has told', () => {
    open({ state: { ...readyLobby, isReady: false } });
    expect(screen.queryByText('Nobody else is here yet')).toBeNull();
  });
});

describe('Devices in the lobby', () => {
  function openWith(state: Parameters<typeof createFakeLocalMedia>[0]): FakeLocalMedia {
    const localMedia = createFakeLocalMedia(state);
    open({ localMedia });
    return localMedia;
  }

  it('turns microphone and camera off and on under names that say what a press does', async () => {
    const media = openWith({});
    await userEvent.click(screen.getByRole('button', { name: 'Turn off microphone' }));
    await userEvent.click(screen.getByRole('button', { name: 'Turn off camera' }));
    await userEvent.click(screen.getByRole('button', { name: 'Turn on camera' }));
    expect(media.asked).toEqual([
      ['setMicrophoneOn', false],
      ['setCameraOn', false],
      ['setCameraOn', true],
    ]);
    expect(screen.getByRole('button', { name: 'Turn on microphone' })).toBeTruthy();
  });

  it('chooses devices by their labels', async () => {
    const media = openWith({});
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Camera' }), 'Desk camera');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Microphone' }), 'Headset');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Speaker' }), 'Headset');
    expect(media.asked).toEqual([
      ['selectCamera', 'camera-2'],
      ['selectMicrophone', 'microphone-2'],
      ['selectSpeaker', 'speaker-2'],
    ]);
  });

  it('hides the speaker where the browser cannot choose one', () => {
    openWith({ speakers: [] });
    expect(screen.queryByRole('combobox', { name: 'Speaker' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Test speaker' })).toBeNull();
  });

  it('says when the test sound cannot be played', async () => {
    const media = openWith({});
    media.speakerTestFailure = new Error('no such sink');
    await userEvent.click(screen.getByRole('button', { name: 'Test speaker' }));
    expect(await screen.findByText('The speaker doesn’t work')).toBeTruthy();
  });

  it('shows why each device failed, offers another try, and lets the person join all the same', async () => {
    const media = openWith({
      camera: { status: 'off', trackId: null, error: 'camera-denied' },
      microphone: { status: 'off', trackId: null, error: 'microphone-not-found' },
      cameras: [],
      microphones: [],
    });
    expect(screen.getByText('The camera is blocked')).toBeTruthy();
    expect(screen.getByText('No microphone found')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Try again with the camera' }));
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'How you will appear' }));
    await userEvent.click(screen.getByRole('button', { name: 'Try again with the microphone' }));
    expect(document.activeElement).toBe(screen.getByRole('region', { name: 'Devices' }));
    expect(media.asked).toEqual([
      ['setCameraOn', true],
      ['setMicrophoneOn', true],
    ]);
    expect(joinButton().hasAttribute('disabled')).toBe(false);
  });

  it.each([
    ['user', true],
    ['environment', false],
  ])('shows a camera that faces %s as a mirror: %s', (facingMode, isMirrored) => {
    const media = createFakeLocalMedia();
    const track = createTrack();
    track.getSettings = () => ({ facingMode });
    media.tracks.set('camera', track);
    open({ localMedia: media });
    expect(screen.getByLabelText(/^Your camera/).classList.contains('mirrored')).toBe(isMirrored);
  });

  it('moves the level meter with the voice', async () => {
    const media = createFakeLocalMedia();
    media.level = 0.5;
    open({ localMedia: media });
    const meter = screen.getByRole('meter', { name: 'Microphone level' });
    await expect.poll(() => Number(meter.getAttribute('aria-valuenow'))).toBe(50);
  });
});

describe('The link in the lobby', () => {
  it('can be copied whole before one is in', async () => {
    const user = userEvent.setup();
    open();
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await navigator.clipboard.readText()).toBe(linkUrl);
    expect(screen.getByText('Copied', { selector: '[role=status] *' })).toBeTruthy();
  });

  it('is in the address bar where the browser does not let it be copied', async () => {
    const user = userEvent.setup();
    open();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await screen.findByText(/Copy the address of this page/)).toBeTruthy();
  });
});
