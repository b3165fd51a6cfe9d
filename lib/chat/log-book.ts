import {
  type ChatEntries,
  type ChatEntry,
  type LogHeader,
  type LogId,
  limits,
  type ParticipantId,
  type RoomId,
} from '@/lib/protocol';
import { ChatLog, type HeldEntry, type Receipt } from './chat-log';
import { openLogKey } from './sign-entry';

/** How much of something there may be: logs, and characters of JSON. */
interface Allowance {
  readonly logs: number;
  readonly length: number;
}

/** What a participant says is their own, what one participant passes on, and what all pass on (PROTOCOL T8). */
const ownMax: Allowance = { logs: limits.ownLogs, length: 1_500_000 };
const passedOnMax: Allowance = { logs: 64, length: 3_000_000 };
const allPassedOnMax: Allowance = { logs: 192, length: 6_000_000 };
const bookMax: Allowance = { logs: limits.logsPerMessage, length: 16_000_000 };

/** A log and entries that follow each other in it. */
export type LogPart = ChatEntries['logs'][number];

/** What came of a part of a log. `forged`, `beyond`: why it was not taken to its end. */
export interface Taking {
  /** `null` when it stands for none. */
  readonly log: ChatLog | null;
  readonly added: readonly HeldEntry[];
  readonly hasChanged: boolean;
  readonly problem: 'forged' | 'beyond' | null;
}

const keyOf = ({ participantId, publicKey }: LogHeader) => `${participantId} ${publicKey}`;

/** All logs of a room, as far as they are known here. What one participant brings takes no room from the others. */
export class LogBook {
  readonly #roomId: RoomId;
  readonly #logs = new Map<LogId, ChatLog>();
  readonly #logIds = new Map<string, LogId>();
  /** Who brought a log here; nobody, when it is this tab's own or was kept by it. */
  readonly #bringers = new Map<LogId, ParticipantId>();

  constructor(roomId: RoomId) {
    this.#roomId = roomId;
  }

  get logs(): IterableIterator<ChatLog> {
    return this.#logs.values();
  }

  get(logId: LogId): ChatLog | undefined {
    return this.#logs.get(logId);
  }

  /** A log with entries; an empty one is no news to anybody. */
  add(log: ChatLog): void {
    this.#logs.set(log.logId, log);
    this.#logIds.set(keyOf(log.header), log.logId);
  }

  /** Takes in what this tab has kept, as far as it is its author's; `null` when nothing is. */
  async restore(
    header: LogHeader,
    entries: readonly { entry: ChatEntry; receivedMs: number }[],
  ): Promise<ChatLog | null> {
    const log = await this.#find(header);
    if (!log) return null;
    for (const { entry, receivedMs } of entries) {
      if ((await log.accept(entry, { receivedMs, heardMs: 0 })) !== 'added') break;
    }
    if (log.count === 0) return null;
    this.add(log);
    return log;
  }

  /** Takes in what `from` has brought. One at a time. */
  async take(part: LogPart, from: ParticipantId, receipt: Receipt): Promise<Taking> {
    const log = await this.#find(part);
    const added: HeldEntry[] = [];
    let hasChanged = false;
    let problem: Taking['problem'] = log ? null : 'forged';
    for (const entry of log ? part.entries : []) {
      if (!log) break;
      const isFull = entry.seq >= log.count && !this.#hasRoom(log, JSON.stringify(entry).length, from);
      const verdict = isFull ? 'beyond' : await log.accept(entry, receipt);
      if (verdict === 'added') added.push(...log.entries.slice(-1));
      if (verdict === 'added' && !this.#logs.has(log.logId)) {
        this.add(log);
        this.#bringers.set(log.logId, from);
      }
      hasChanged ||= verdict === 'added' || verdict === 'replaced';
      if (verdict === 'forged' || verdict === 'beyond') problem = verdict;
      if (problem || verdict === 'early') break;
    }
    return { log, added, hasChanged, problem };
  }

  async #find(header: LogHeader): Promise<ChatLog | null> {
    const known = this.#logs.get(this.#logIds.get(keyOf(header)) ?? '');
    if (known) return known;
    const { participantId, publicKey } = header;
    const key = await openLogKey(this.#roomId, { participantId, publicKey });
    return key && new ChatLog(key);
  }

  #hasRoom(log: ChatLog, length: number, from: ParticipantId): boolean {
    const bringer = this.#logs.has(log.logId) ? this.#bringers.get(log.logId) : from;
    const isFor = (isCounted: (other: ChatLog, broughtBy: ParticipantId | undefined) => boolean) => {
      const others = [...this.#logs.values()].filter((other) => other !== log);
      return [...others.filter((other) => isCounted(other, this.#bringers.get(other.logId))), log];
    };
    const fits = (logs: readonly ChatLog[], allowance: Allowance) =>
      logs.length <= allowance.logs &&
      logs.reduce((sum, { length: held }) => sum + held, length) <= allowance.length;

    if (
      !fits(
        isFor(() => true),
        bookMax,
      )
    )
      return false;
    if (bringer === undefined) return true;
    if (isBy(bringer, log))
      return fits(
        isFor((other, by) => by === bringer && isBy(by, other)),
        ownMax,
      );
    const isPassedOn = (other: ChatLog, by: ParticipantId | undefined) =>
      by !== undefined && !isBy(by, other);
    return (
      fits(
        isFor((other, by) => by === bringer && isPassedOn(other, by)),
        passedOnMax,
      ) && fits(isFor(isPassedOn), allPassedOnMax)
    );
  }
}

function isBy(participantId: ParticipantId, log: ChatLog): boolean {
  return log.header.participantId === participantId;
}
