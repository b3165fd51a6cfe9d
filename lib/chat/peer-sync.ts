import { type ChatHave, type LogId, limits } from '@/lib/protocol';
import type { ChatLog } from './chat-log';
import type { LogPart } from './log-book';

/** Entries come in batches of so many characters of JSON, no closer to each other than this. */
const batchLengthMax = 32_000;
const batchEveryMs = 100;
/** What the header of a log takes in a batch. */
const headerLength = 170;
/** What others wrote is passed on this much later: mostly its author reaches everybody. */
const relayAfterMs = 400;
/** What was not acknowledged is sent again after this, after twice as long the next time, and so on. */
const patienceMs = 2_000;
const patienceMaxMs = 60_000;
/** One participant is served so much within each span (PROTOCOL T8). */
const servedPerSpan = 4_000_000;
const servedSpanMs = 60_000;
/** As many logs that they speak of are remembered. */
const headsMax = 2 * limits.logsPerMessage;

interface Sent {
  /** Entries below it are on their way. */
  upTo: number;
  atMs: number;
  tries: number;
}

type Head = ChatHave['logs'][number];

/** What one participant has of the logs, as they said, and what to send them. */
export class PeerSync {
  readonly #heads = new Map<LogId, Head>();
  readonly #sent = new Map<LogId, Sent>();
  /** When they said first what they have; nothing is sent before. */
  #spokeMs: number | null = null;
  #batchMs = Number.NEGATIVE_INFINITY;
  #spanBeganMs = Number.NEGATIVE_INFINITY;
  #served = 0;

  /** Takes in what they say that they have. */
  hear({ form, logs }: ChatHave, nowMs: number): void {
    if (form !== 'change') {
      this.#heads.clear();
      this.#spokeMs ??= nowMs;
    }
    if (form === 'question') {
      this.#sent.clear();
      this.#spokeMs = nowMs;
    }
    for (const head of logs) {
      if (!this.#heads.has(head.logId) && this.#heads.size >= headsMax) continue;
      const sent = this.#sent.get(head.logId);
      if (sent && head.count >= sent.upTo) this.#sent.delete(head.logId);
      else if (sent) sent.tries = 0;
      this.#heads.set(head.logId, head);
    }
  }

  /** As many entries of a log they surely have. */
  ackedCount(log: ChatLog): number {
    const head = this.#heads.get(log.logId);
    return head && head.count <= log.count ? this.#lackedFrom(log) : 0;
  }

  /** When something is to be sent to them; `Infinity` when they lack nothing. */
  dueMs(logs: Iterable<ChatLog>): number {
    let dueMs = Number.POSITIVE_INFINITY;
    if (this.#spokeMs === null) return dueMs;
    for (const log of logs) dueMs = Math.min(dueMs, this.#dueMsOf(log));
    const spanEndsMs = this.#served >= servedPerSpan ? this.#spanBeganMs + servedSpanMs : 0;
    return Math.max(dueMs, this.#batchMs + batchEveryMs, spanEndsMs);
  }

  /** What they lack and is due: it counts as sent. */
  takeBatch(logs: Iterable<ChatLog>, nowMs: number): LogPart[] {
    const parts: LogPart[] = [];
    let length = 0;
    for (const log of logs) {
      if (this.#dueMsOf(log) > nowMs) continue;
      const from = this.#nextSeq(log, nowMs);
      const held = [];
      let partLength = headerLength;
      for (const next of log.entries.slice(from)) {
        const isFirst = parts.length === 0 && held.length === 0;
        if (!isFirst && length + partLength + next.length > batchLengthMax) break;
        if (this.#relayDueMs(log, next.heardMs) > nowMs) break;
        held.push(next.entry);
        partLength += next.length;
      }
      if (held.length === 0) continue;
      length += partLength;
      parts.push({ ...log.header, entries: held });
      const tries =
        from === this.#sent.get(log.logId)?.upTo ? 0 : (this.#sent.get(log.logId)?.tries ?? -1) + 1;
      this.#sent.set(log.logId, { upTo: from + held.length, atMs: nowMs, tries });
    }
    this.#count(length, nowMs);
    return parts;
  }

  /** From which entry on they lack a log, as far as they have said. */
  #lackedFrom(log: ChatLog): number {
    const head = this.#heads.get(log.logId);
    if (!head) return 0;
    if (head.count > log.count) return log.count;
    return log.digestAt(head.count) === head.digest ? head.count : 0;
  }

  #nextSeq(log: ChatLog, nowMs: number): number {
    const lackedFrom = this.#lackedFrom(log);
    const sent = this.#sent.get(log.logId);
    const isOnItsWay = sent && nowMs < sent.atMs + patienceOf(sent);
    return isOnItsWay ? Math.max(sent.upTo, lackedFrom) : lackedFrom;
  }

  #dueMsOf(log: ChatLog): number {
    const lackedFrom = this.#lackedFrom(log);
    if (lackedFrom >= log.count) return Number.POSITIVE_INFINITY;
    const sent = this.#sent.get(log.logId);
    const next = log.entries[sent ? Math.max(sent.upTo, lackedFrom) : lackedFrom];
    const nextMs = next ? this.#relayDueMs(log, next.heardMs) : Number.POSITIVE_INFINITY;
    const againMs = sent ? sent.atMs + patienceOf(sent) : Number.POSITIVE_INFINITY;
    return Math.min(nextMs, againMs);
  }

  #relayDueMs(log: ChatLog, heardMs: number): number {
    return log.isOwn ? 0 : Math.max(heardMs, this.#spokeMs ?? 0) + relayAfterMs;
  }

  #count(length: number, nowMs: number): void {
    this.#batchMs = nowMs;
    if (nowMs - this.#spanBeganMs >= servedSpanMs) {
      this.#spanBeganMs = nowMs;
      this.#served = 0;
    }
    this.#served += length;
  }
}

function patienceOf({ tries }: Sent): number {
  return Math.min(patienceMs * 2 ** tries, patienceMaxMs);
}
