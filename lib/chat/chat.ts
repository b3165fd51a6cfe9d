import { limits, type ParticipantId, type RoomId } from '@/lib/protocol';
import type { LogicalClock } from '@/lib/room/logical-clock';
import type { TabStorage } from '@/lib/room/tab-storage';
import { mergeTimeline } from '@/lib/room/timeline';
import type { Clock, TimerId } from '@/lib/store/clock';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { createSerialQueue } from '@/lib/store/serial-queue';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';
import { ChatLog, type HeldEntry, receiptBy } from './chat-log';
import { type ChatMessage, toChatMessage, type UnsentMessage, type UnsentReason } from './chat-message';
import { ChatSync, type ChatWire } from './chat-sync';
import { KeptChat } from './kept-chat';
import { KeptDraft } from './kept-draft';
import { LogBook } from './log-book';
import { createLogSigner, type LogSigner, signEntry } from './sign-entry';

/** What others wrote is kept for a reload so much later; what this tab wrote, at once. */
const keepAfterMs = 300;

export interface ChatOptions {
  roomId: RoomId;
  self: ParticipantId;
  wire: ChatWire;
  logicalClock: LogicalClock;
  tabStorage: TabStorage | null;
  /** The name that the others see now. */
  getDisplayName: () => string;
  clock: Clock;
  logger: Logger;
}

export interface ChatState {
  /** In the order of the timeline. */
  readonly messages: readonly ChatMessage[];
  readonly unsent: readonly UnsentMessage[];
  /** Some messages are not here: somebody brought more than there is room for. */
  readonly isFull: boolean;
}

interface ChatEvents {
  /** Others' messages have come; those of one moment together. */
  arrived: readonly ChatMessage[];
}

/**
 * What people write to each other in a room. Everybody keeps everything: a log for each author, which only that author
 * can add to, brought to everybody who is linked, directly or through others (PROTOCOL T). It lives in the page, is
 * kept across a reload by the tab, and is nowhere else.
 */
export class Chat {
  readonly #options: ChatOptions;
  readonly #state = createStore<ChatState>({ messages: [], unsent: [], isFull: false });
  readonly #events = createEmitter<ChatEvents>();
  readonly #book: LogBook;
  readonly #kept: KeptChat;
  readonly #draft: KeptDraft;
  readonly #sync: ChatSync;
  readonly #outbox = createSerialQueue();
  #signer: LogSigner | null = null;
  #ownLog: ChatLog | null = null;
  #keepTimer: TimerId | null = null;
  #lastUnsentId = 0;
  #isRefreshQueued = false;

  constructor(options: ChatOptions) {
    const { roomId, wire, tabStorage, clock, logger } = options;
    this.#options = options;
    this.#book = new LogBook(roomId);
    this.#kept = new KeptChat(tabStorage, roomId);
    this.#draft = new KeptDraft(tabStorage, roomId);
    const isReady = this.#restore();
    void this.#outbox.run(() => isReady);
    this.#sync = new ChatSync({
      wire,
      book: this.#book,
      isReady,
      getOwnKey: () => this.#signer?.header.publicKey ?? null,
      onEntries: (log, added) => this.#onEntries(log, added),
      onAcked: () => {
        this.#queueRefresh();
        this.#keepSoon();
      },
      onBeyond: () => this.#state.update((state) => ({ ...state, isFull: true })),
      clock,
      logger,
    });
  }

  get state(): ReadonlyStore<ChatState> {
    return this.#state;
  }

  /** What is being written and not sent yet. */
  get draft(): ReadonlyStore<string> {
    return this.#draft.text;
  }

  setDraft(text: string): void {
    this.#draft.set(text);
  }

  onArrived(listener: (messages: readonly ChatMessage[]) => void): Unsubscribe {
    return this.#events.on('arrived', listener);
  }

  /** Writes a message to everybody who is here or comes later. White space alone is no message. */
  async send(text: string): Promise<void> {
    const clean = toMessageText(text);
    if (clean === '') return;
    const problem = await this.#outbox.run(() => this.#write(clean));
    if (problem === null) return;
    this.#lastUnsentId += 1;
    const unsent = { id: `unsent-${this.#lastUnsentId}`, text: clean, reason: problem };
    this.#state.update((state) => ({ ...state, unsent: [...state.unsent, unsent] }));
  }

  /** Once more what could not be sent. */
  async retry(id: string): Promise<void> {
    const message = this.#state.getSnapshot().unsent.find((unsent) => unsent.id === id);
    this.discard(id);
    if (message) await this.send(message.text);
  }

  discard(id: string): void {
    this.#state.update((state) => ({ ...state, unsent: state.unsent.filter((unsent) => unsent.id !== id) }));
  }

  /** This life in the room is over: all is kept, for another one or for a reload. */
  rest(): void {
    this.#sync.rest();
    this.#keep();
  }

  async #write(text: string): Promise<UnsentReason | null> {
    const { roomId, self, logicalClock, getDisplayName, clock, logger } = this.#options;
    if (text.length > limits.chatTextLength) return 'too-long';
    try {
      this.#signer ??= await createLogSigner(roomId, self);
      this.#ownLog ??= new ChatLog(this.#signer);
      const log = this.#ownLog;
      const entry = await signEntry(this.#signer, {
        seq: log.count,
        order: logicalClock.next(),
        sentMs: Math.floor(clock.timeOfDay()),
        displayName: getDisplayName(),
        text,
      });
      const verdict = await log.accept(entry, receiptBy(clock));
      if (verdict !== 'added') return 'full';
      log.isOwn = true;
      this.#book.add(log);
      this.#keep();
      this.#refresh();
      this.#sync.changed(log);
      return null;
    } catch (error) {
      logger.warn('chat message not written', { error: String(error) });
      return 'unavailable';
    }
  }

  /** What the tab has kept is checked like anything that comes. */
  async #restore(): Promise<void> {
    const { self, logicalClock, logger } = this.#options;
    try {
      for (const { header, isOwn, isConfirmed, ackedCount, entries } of this.#kept.read()) {
        const log = await this.#book.restore(header, entries);
        if (!log) continue;
        log.isOwn = isOwn && header.participantId === self;
        log.isConfirmed = isConfirmed;
        log.ackedCount = Math.min(Math.max(0, ackedCount), log.count);
        for (const { entry } of log.entries) logicalClock.observe(entry.order);
      }
    } catch (error) {
      logger.warn('chat not restored', { error: String(error) });
    }
    this.#refresh();
  }

  #onEntries(log: ChatLog, added: readonly HeldEntry[]): void {
    const { self, logicalClock } = this.#options;
    for (const { entry } of added) logicalClock.observe(entry.order);
    this.#keepSoon();
    this.#refresh();
    const messages = added
      .map((held) => toChatMessage(log, held, self))
      .filter(({ author }) => !author.isSelf);
    if (messages.length > 0) this.#events.emit('arrived', messages);
  }

  #keepSoon(): void {
    this.#keepTimer ??= this.#options.clock.setTimeout(() => this.#keep(), keepAfterMs);
  }

  #keep(): void {
    if (this.#keepTimer !== null) this.#options.clock.clearTimeout(this.#keepTimer);
    this.#keepTimer = null;
    this.#kept.write(this.#book.logs);
  }

  /** Many changes of one moment are shown together. */
  #queueRefresh(): void {
    if (this.#isRefreshQueued) return;
    this.#isRefreshQueued = true;
    queueMicrotask(() => {
      this.#isRefreshQueued = false;
      this.#refresh();
    });
  }

  #refresh(): void {
    const { self } = this.#options;
    const sources = [...this.#book.logs].map((log) =>
      log.entries.map((held) => toChatMessage(log, held, self)),
    );
    this.#state.update((state) => ({ ...state, messages: mergeTimeline(...sources) }));
  }
}

/** A message as it is sent: lines end the same everywhere, nothing invisible controls the reader's screen. */
function toMessageText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .trim();
}
