import type { ChatState } from '@/lib/chat/chat';
import type { ChatMessage } from '@/lib/chat/chat-message';
import type { ParticipantId } from '@/lib/protocol';
import type { Activities } from '@/lib/room/activities';
import { createEmitter } from '@/lib/store/emitter';
import { createStore, type Store } from '@/lib/store/store';

/** A chat that the test fills, and which records what it was asked to do. */
export interface FakeChat {
  readonly activities: Activities;
  readonly state: Store<ChatState>;
  readonly reachable: Store<ReadonlySet<ParticipantId>>;
  readonly asked: readonly (readonly [method: string, argument: string])[];
  /** Messages are there, and told of as others' messages are. */
  arrive(...messages: readonly ChatMessage[]): void;
}

let lastNumber = 0;

/** A message of somebody's, a minute after the one before; of one's own where it has a `delivery`. */
export function message(name: string, text: string, delivery: ChatMessage['delivery'] = null): ChatMessage {
  lastNumber += 1;
  return {
    type: 'text',
    id: `message-${lastNumber}`,
    order: lastNumber,
    atMs: Date.now() - 3_600_000 + lastNumber * 60_000,
    author: {
      participantId: `${name.toLowerCase().slice(0, 4).padEnd(4, 'a')}-aaaa-aaaa-aaaa`,
      displayName: name,
      isSelf: delivery !== null,
      isConfirmed: true,
    },
    text,
    delivery,
  };
}

/** Activities whose chat is in the test's hands; nobody raises a hand. */
export function createFakeChat(...messages: readonly ChatMessage[]): FakeChat {
  const asked: (readonly [string, string])[] = [];
  const state = createStore<ChatState>({ messages, unsent: [], isFull: false });
  const reachable = createStore<ReadonlySet<ParticipantId>>(new Set(['adaa-aaaa-aaaa-aaaa']));
  const arrived = createEmitter<{ arrived: readonly ChatMessage[] }>();
  const draft = createStore('');
  const record = (method: string) => (argument: string) => {
    asked.push([method, argument]);
    return Promise.resolve();
  };
  const activities = {
    self: 'aaaa-bbbb-cccc-dddd',
    wire: { reachable },
    presence: { state: createStore({ own: { hand: null, isRecording: false }, others: new Map() }) },
    reactions: { onReaction: () => () => undefined },
    chat: {
      state,
      draft,
      setDraft: (text: string) => draft.set(text),
      onArrived: (listener: (messages: readonly ChatMessage[]) => void) => arrived.on('arrived', listener),
      send: record('send'),
      retry: record('retry'),
      discard: record('discard'),
    },
  };
  return {
    // Only what the screens ask of it.
    activities: activities as unknown as Activities,
    state,
    reachable,
    asked,
    arrive(...news) {
      state.update((before) => ({ ...before, messages: [...before.messages, ...news] }));
      arrived.emit('arrived', news);
    },
  };
}
