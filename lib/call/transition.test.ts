import { describe, expect, it } from 'vitest';
import type { CallState, RemoteParticipant } from './call-state';
import { type CallEvent, transition } from './transition';

type Phase = CallState['phase'];
type EventType = CallEvent['type'];

const ada: RemoteParticipant = {
  participantId: 'aaaa-aaaa-aaaa-aaaa',
  displayName: 'Ada',
  isMicrophoneOn: true,
  isCameraOn: true,
  isScreenOn: false,
  isSpeaking: false,
  isAway: false,
  peer: { status: 'connected', isRelayed: false },
  microphoneTrackId: 'a/microphone',
  cameraTrackId: 'a/camera',
  screenTrackId: null,
  screenSoundTrackId: null,
};
const lobbyAda = { participantId: ada.participantId, displayName: ada.displayName };
const self = { participantId: 'bbbb-bbbb-bbbb-bbbb', displayName: 'Bob' };

const freshLobby: Extract<CallState, { phase: 'preparing' }> = {
  phase: 'preparing',
  serverLink: 'connecting',
  capacity: 0,
  isReady: false,
  isFull: false,
  error: null,
  participants: [],
};
const readyLobby: typeof freshLobby = {
  ...freshLobby,
  serverLink: 'online',
  capacity: 4,
  isReady: true,
  participants: [lobbyAda],
};
const joining: Extract<CallState, { phase: 'joining' }> = {
  phase: 'joining',
  serverLink: 'online',
  capacity: 4,
  self,
  participants: [ada],
  refusal: null,
  isTampered: false,
};
const inCall: Extract<CallState, { phase: 'in-call' }> = { ...joining, phase: 'in-call' };
const ended: CallState = { phase: 'ended', reason: { type: 'left' } };

const before: { [P in Phase]: Extract<CallState, { phase: P }> } = {
  idle: { phase: 'idle' },
  preparing: readyLobby,
  joining,
  'in-call': inCall,
  ended,
};

const events: { [E in EventType]: Extract<CallEvent, { type: E }> } = {
  prepared: { type: 'prepared' },
  'server-link-changed': { type: 'server-link-changed', serverLink: 'reconnecting' },
  'room-reached': { type: 'room-reached', capacity: 8 },
  'room-refused': { type: 'room-refused', code: 'rate-limited' },
  'people-changed': { type: 'people-changed', participants: [] },
  'join-asked': { type: 'join-asked', ...self },
  joined: { type: 'joined' },
  'join-refused': { type: 'join-refused', code: 'bad-request' },
  renamed: { type: 'renamed', displayName: 'Robert' },
  tampered: { type: 'tampered' },
  ended: { type: 'ended', reason: { type: 'replaced' } },
};
const over: CallState = { phase: 'ended', reason: { type: 'replaced' } };

/** What each event makes of each phase; `same` is the very same object. */
const table: { [P in Phase]: { [E in EventType]: CallState | 'same' } } = {
  idle: {
    prepared: freshLobby,
    'server-link-changed': 'same',
    'room-reached': 'same',
    'room-refused': 'same',
    'people-changed': 'same',
    'join-asked': 'same',
    joined: 'same',
    'join-refused': 'same',
    renamed: 'same',
    tampered: 'same',
    ended: 'same',
  },
  preparing: {
    prepared: 'same',
    'server-link-changed': { ...readyLobby, serverLink: 'reconnecting', isReady: false },
    'room-reached': { ...readyLobby, capacity: 8 },
    'room-refused': { ...readyLobby, isReady: false, error: 'rate-limited' },
    'people-changed': { ...readyLobby, participants: [] },
    'join-asked': { ...joining, participants: [] },
    joined: 'same',
    'join-refused': 'same',
    renamed: 'same',
    tampered: 'same',
    ended: over,
  },
  joining: {
    prepared: 'same',
    'server-link-changed': { ...joining, serverLink: 'reconnecting' },
    'room-reached': { ...joining, capacity: 8 },
    'room-refused': 'same',
    'people-changed': { ...joining, participants: [] },
    'join-asked': 'same',
    joined: inCall,
    'join-refused': { ...readyLobby, error: 'bad-request' },
    renamed: { ...joining, self: { ...self, displayName: 'Robert' } },
    tampered: { ...joining, isTampered: true },
    ended: over,
  },
  'in-call': {
    prepared: 'same',
    'server-link-changed': { ...inCall, serverLink: 'reconnecting' },
    'room-reached': { ...inCall, capacity: 8 },
    'room-refused': 'same',
    'people-changed': { ...inCall, participants: [] },
    'join-asked': 'same',
    joined: 'same',
    'join-refused': 'same',
    renamed: { ...inCall, self: { ...self, displayName: 'Robert' } },
    tampered: { ...inCall, isTampered: true },
    ended: over,
  },
  ended: {
    prepared: freshLobby,
    'server-link-changed': 'same',
    'room-reached': 'same',
    'room-refused': 'same',
    'people-changed': 'same',
    'join-asked': 'same',
    joined: 'same',
    'join-refused': 'same',
    renamed: 'same',
    tampered: 'same',
    ended: 'same',
  },
};

const cases = (Object.keys(before) as Phase[]).flatMap((phase) =>
  (Object.keys(events) as EventType[]).map((type) => [phase, type] as const),
);

function deepFreeze(value: object): void {
  Object.freeze(value);
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
}

describe('the call state', () => {
  it.each(cases)('in %s knows what %s means', (phase, type) => {
    const state = before[phase];
    deepFreeze(state);
    const expected = table[phase][type];
    const after = transition(state, events[type]);
    if (expected === 'same') expect(after).toBe(state);
    else expect(after).toEqual(expected);
  });

  it('is not ready while the server is away, and not by itself when it returns', () => {
    const away = transition(readyLobby, { type: 'server-link-changed', serverLink: 'reconnecting' });
    const back = transition(away, { type: 'server-link-changed', serverLink: 'online' });
    expect(back).toMatchObject({ serverLink: 'online', isReady: false });
    expect(transition(back, { type: 'room-reached', capacity: 4 })).toMatchObject({ isReady: true });
  });

  it('forgets why the room could not be reached once it is', () => {
    const refused = transition(readyLobby, { type: 'room-refused', code: 'server-draining' });
    expect(transition(refused, { type: 'room-reached', capacity: 4 })).toMatchObject({ error: null });
  });

  it('calls the room full from the roster, and no longer once somebody leaves', () => {
    const one = transition(readyLobby, { type: 'room-reached', capacity: 1 });
    expect(one).toMatchObject({ isFull: true });
    expect(transition(one, { type: 'people-changed', participants: [] })).toMatchObject({ isFull: false });
  });

  it('shows the lobby no more of people than who they are', () => {
    const state = transition(readyLobby, { type: 'people-changed', participants: [ada] });
    expect(state).toEqual(readyLobby);
  });

  it('takes a full room back to the lobby as full, not as an error', () => {
    expect(transition(joining, { type: 'join-refused', code: 'room-full' })).toEqual({
      ...readyLobby,
      isFull: true,
    });
  });

  it('is not ready in the lobby it was refused to while the server is away', () => {
    const away = transition(joining, { type: 'server-link-changed', serverLink: 'reconnecting' });
    expect(transition(away, { type: 'join-refused', code: 'internal' })).toMatchObject({ isReady: false });
  });

  it.each(['unsupported-version', 'room-mismatch', 'bad-request'] as const)(
    'goes on when the server does not take the page back (%s), and says so until it does',
    (code) => {
      const refused = transition(inCall, { type: 'room-refused', code });
      expect(refused).toEqual({ ...inCall, refusal: code });
      expect(transition(refused, { type: 'room-reached', capacity: 4 })).toEqual(inCall);
    },
  );

  it('makes nothing of a crowd at the door of a call', () => {
    expect(transition(inCall, { type: 'room-refused', code: 'room-full' })).toBe(inCall);
  });

  it('stays tampered with until the call ends', () => {
    const tampered = transition(joining, { type: 'tampered' });
    expect(transition(tampered, { type: 'joined' })).toMatchObject({ phase: 'in-call', isTampered: true });
  });
});
