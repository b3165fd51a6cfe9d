import { type ChatEntries, type ChatHave, type LogId, limits, type ParticipantId } from '@/lib/protocol';
import type { RoomWire } from '@/lib/room/room-wire';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import { NamedTimers } from '@/lib/store/named-timers';
import { createSerialQueue } from '@/lib/store/serial-queue';
import { type ChatLog, type HeldEntry, receiptBy } from './chat-log';
import type { LogBook } from './log-book';
import { PeerSync } from './peer-sync';

/** What has changed is told to everybody at once, so much later. */
const tellAfterMs = 100;
/** Whoever passes on what its author did not sign is not listened to for so long (PROTOCOL T7). */
const muteMs = 60_000;
/** So many claims of logs that have not come yet are remembered. */
const claimsMax = 2_000;

export type ChatWire = Pick<RoomWire, 'on' | 'onMessage' | 'send' | 'reachable'>;

export interface ChatSyncOptions {
  wire: ChatWire;
  book: LogBook;
  /** Resolves when what the tab has kept is in the book. */
  isReady: Promise<void>;
  /** The key of the log that this page writes: what others say of that one is no news. */
  getOwnKey: () => string | null;
  /** Entries have come. */
  onEntries: (log: ChatLog, added: readonly HeldEntry[]) => void;
  /** Others have more of what this tab wrote, or somebody has said which logs are theirs. */
  onAcked: () => void;
  /** There is no room for something that was brought here. */
  onBeyond: () => void;
  clock: Clock;
  logger: Logger;
}

/**
 * Brings the logs of everybody who is linked, directly or through others, to the same state (PROTOCOL T4-T8): each
 * says what they have, and whoever has more sends it.
 */
export class ChatSync {
  readonly #options: ChatSyncOptions;
  readonly #timers: NamedTimers;
  readonly #inbox = createSerialQueue();
  readonly #peers = new Map<ParticipantId, PeerSync>();
  readonly #mutedUntilMs = new Map<ParticipantId, number>();
  readonly #claims = new Set<string>();
  readonly #changed = new Set<LogId>();
  #isAboutToTell = false;

  constructor(options: ChatSyncOptions) {
    const { wire, clock, isReady } = options;
    this.#options = options;
    this.#timers = new NamedTimers(clock);
    void this.#inbox.run(() => isReady);
    wire.on('linked', (participantId) => this.#greet(participantId));
    wire.on('gone', (participantId) => this.#peers.delete(participantId));
    wire.onMessage('chat-have', ({ from, content }) => this.#run(() => this.#onHave(from, content)));
    wire.onMessage('chat-entries', ({ from, content }) => this.#run(() => this.#onEntries(from, content)));
  }

  /** A log has entries that others lack: ours go out at once. */
  changed(log: ChatLog): void {
    this.#changed.add(log.logId);
    if (log.isOwn) this.#pump();
    if (log.isOwn && log.count === 1) this.#tell();
    else if (!this.#isAboutToTell) {
      this.#isAboutToTell = true;
      this.#timers.set('tell', tellAfterMs, () => this.#tell());
    }
  }

  /** Nobody is linked any more: nothing is to be said until somebody is. */
  rest(): void {
    this.#timers.clear();
    this.#isAboutToTell = false;
    this.#changed.clear();
  }

  #greet(participantId: ParticipantId): void {
    if (!this.#peers.has(participantId)) this.#peers.set(participantId, new PeerSync());
    this.#run(() => this.#sayAll(participantId, 'question'));
  }

  #onHave(from: ParticipantId, have: ChatHave): void {
    const { book, clock, onAcked } = this.#options;
    const peer = this.#peers.get(from);
    if (!peer) return;
    peer.hear(have, clock.now());
    if (have.form === 'question') this.#sayAll(from, 'answer');
    for (const logId of have.own) {
      if (this.#claims.size < claimsMax) this.#claims.add(claimOf(from, logId));
    }
    let isNews = false;
    for (const log of book.logs) {
      if (this.#confirm(log)) isNews = true;
      const ackedCount = log.isOwn ? peer.ackedCount(log) : 0;
      if (ackedCount > log.ackedCount) isNews = true;
      log.ackedCount = Math.max(log.ackedCount, ackedCount);
    }
    if (isNews) onAcked();
    this.#pump();
  }

  async #onEntries(from: ParticipantId, { logs }: ChatEntries): Promise<void> {
    const { book, clock, getOwnKey, onBeyond, onEntries, logger } = this.#options;
    for (const part of logs) {
      if (clock.now() < (this.#mutedUntilMs.get(from) ?? 0)) return;
      if (part.publicKey === getOwnKey()) continue;
      const { log, added, hasChanged, problem } = await book.take(part, from, receiptBy(clock));
      if (log && hasChanged) {
        this.#confirm(log);
        onEntries(log, added);
        this.changed(log);
      }
      if (problem === 'beyond') onBeyond();
      if (problem === 'forged') {
        this.#mutedUntilMs.set(from, clock.now() + muteMs);
        logger.warn('chat entry not signed by its author');
      }
    }
    this.#pump();
  }

  /** A log is a participant's when both say so (PROTOCOL T5); whether that is news. */
  #confirm(log: ChatLog): boolean {
    const isNews = !log.isConfirmed && this.#claims.has(claimOf(log.header.participantId, log.logId));
    if (isNews) log.isConfirmed = true;
    return isNews;
  }

  #sayAll(to: ParticipantId, form: ChatHave['form']): void {
    this.#say(to, form, [...this.#options.book.logs]);
  }

  #tell(): void {
    const { book, wire } = this.#options;
    this.#timers.cancel('tell');
    this.#isAboutToTell = false;
    const logs = [...this.#changed].map((logId) => book.get(logId)).filter((log) => log !== undefined);
    this.#changed.clear();
    for (const participantId of wire.reachable.getSnapshot()) this.#say(participantId, 'change', logs);
    this.#pump();
  }

  #say(to: ParticipantId, form: ChatHave['form'], logs: readonly ChatLog[]): void {
    const { book, wire } = this.#options;
    const own = [...book.logs].filter(({ isOwn }) => isOwn).map(({ logId }) => logId);
    wire.send(to, {
      kind: 'chat-have',
      content: {
        version: 1,
        form,
        logs: logs.map((log) => ({ logId: log.logId, count: log.count, digest: log.digestAt(log.count) })),
        own: own.slice(-limits.ownLogs),
      },
    });
  }

  /** Sends everybody what they lack, as far as it is due, and comes back when more is. */
  #pump(): void {
    const { book, wire, clock } = this.#options;
    let nextMs = Number.POSITIVE_INFINITY;
    for (const [participantId, peer] of this.#peers) {
      if (!wire.reachable.getSnapshot().has(participantId)) continue;
      if (peer.dueMs(book.logs) <= clock.now()) {
        const logs = peer.takeBatch(book.logs, clock.now());
        if (logs.length > 0)
          wire.send(participantId, { kind: 'chat-entries', content: { version: 1, logs } });
      }
      nextMs = Math.min(nextMs, peer.dueMs(book.logs));
    }
    if (nextMs === Number.POSITIVE_INFINITY) this.#timers.cancel('pump');
    else this.#timers.set('pump', Math.max(1, nextMs - clock.now()), () => this.#pump());
  }

  /** One message after another, in the order of arrival. */
  #run(task: () => Promise<void> | void): void {
    this.#inbox
      .run(task)
      .catch((error: unknown) =>
        this.#options.logger.warn('chat message not handled', { error: String(error) }),
      );
  }
}

function claimOf(participantId: ParticipantId, logId: LogId): string {
  return `${participantId} ${logId}`;
}
