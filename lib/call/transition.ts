import type { ErrorCode } from '@/lib/errors/error-code';
import type { ParticipantId } from '@/lib/protocol';
import type { CallState, EndReason, RemoteParticipant, ServerLink } from './call-state';
import { isLastingRefusal } from './passing-refusal';

/** Everything that can change a call's state. */
export type CallEvent =
  | { type: 'prepared' }
  | { type: 'server-link-changed'; serverLink: ServerLink }
  | { type: 'room-reached'; capacity: number }
  | { type: 'room-refused'; code: ErrorCode }
  | { type: 'people-changed'; participants: readonly RemoteParticipant[] }
  | { type: 'join-asked'; participantId: ParticipantId; displayName: string }
  | { type: 'joined' }
  | { type: 'join-refused'; code: ErrorCode }
  | { type: 'renamed'; displayName: string }
  | { type: 'tampered' }
  | { type: 'ended'; reason: EndReason };

/** The state after an event. Pure; an event that has no meaning in a phase changes nothing. */
export function transition(state: CallState, event: CallEvent): CallState {
  switch (state.phase) {
    case 'idle':
    case 'ended':
      return event.type === 'prepared' ? lobby('connecting', 0) : state;
    case 'preparing':
      return event.type === 'ended' ? over(event.reason) : inLobby(state, event);
    case 'joining':
    case 'in-call':
      return event.type === 'ended' ? over(event.reason) : seated(state, event);
    default:
      return assertNever(state);
  }
}

type Lobby = Extract<CallState, { phase: 'preparing' }>;
type Seated = Extract<CallState, { phase: 'joining' | 'in-call' }>;
type LaterEvent = Exclude<CallEvent, { type: 'ended' }>;

function over(reason: EndReason): CallState {
  return { phase: 'ended', reason };
}

function lobby(serverLink: ServerLink, capacity: number): Lobby {
  return {
    phase: 'preparing',
    serverLink,
    capacity,
    isReady: false,
    isFull: false,
    error: null,
    participants: [],
  };
}

function inLobby(state: Lobby, event: LaterEvent): CallState {
  switch (event.type) {
    case 'server-link-changed':
      return {
        ...state,
        serverLink: event.serverLink,
        isReady: state.isReady && event.serverLink === 'online',
      };
    case 'room-reached':
      return withFullness({ ...state, capacity: event.capacity, isReady: true, error: null });
    case 'room-refused':
      return { ...state, isReady: false, error: event.code };
    case 'people-changed':
      return withFullness({
        ...state,
        participants: event.participants.map(({ participantId, displayName }) => ({
          participantId,
          displayName,
        })),
      });
    case 'join-asked': {
      const { participantId, displayName } = event;
      const { serverLink, capacity } = state;
      return {
        phase: 'joining',
        serverLink,
        capacity,
        self: { participantId, displayName },
        participants: [],
        refusal: null,
        isTampered: false,
      };
    }
    case 'prepared':
    case 'joined':
    case 'join-refused':
    case 'renamed':
    case 'tampered':
      return state;
    default:
      return assertNever(event);
  }
}

function seated(state: Seated, event: LaterEvent): CallState {
  switch (event.type) {
    case 'server-link-changed':
      return { ...state, serverLink: event.serverLink };
    case 'room-reached':
      return { ...state, capacity: event.capacity, refusal: null };
    case 'room-refused':
      return isLastingRefusal(event.code) ? { ...state, refusal: event.code } : state;
    case 'people-changed':
      return { ...state, participants: event.participants };
    case 'joined':
      return state.phase === 'joining' ? { ...state, phase: 'in-call' } : state;
    case 'join-refused':
      return state.phase === 'joining' ? refusedLobby(state, event.code) : state;
    case 'renamed':
      return { ...state, self: { ...state.self, displayName: event.displayName } };
    case 'tampered':
      return { ...state, isTampered: true };
    case 'prepared':
    case 'join-asked':
      return state;
    default:
      return assertNever(event);
  }
}

/** Back in the lobby, where people may try again. */
function refusedLobby(state: Seated, code: ErrorCode): Lobby {
  const { serverLink, capacity, participants } = state;
  return {
    ...lobby(serverLink, capacity),
    isReady: serverLink === 'online',
    isFull: code === 'room-full',
    error: code === 'room-full' ? null : code,
    participants: participants.map(({ participantId, displayName }) => ({ participantId, displayName })),
  };
}

function withFullness(state: Lobby): Lobby {
  return { ...state, isFull: state.capacity > 0 && state.participants.length >= state.capacity };
}

function assertNever(value: never): never {
  throw new Error(`unhandled: ${JSON.stringify(value)}`);
}
