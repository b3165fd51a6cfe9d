import { type ChatEntry, type LogHeader, type LogId, limits } from '@/lib/protocol';
import type { Clock } from '@/lib/store/clock';
import { chainDigest, hashEntry, isEntrySigned, type LogKey } from './sign-entry';

/** Most that the entries of one log may come to, in characters of JSON. */
const logLengthMax = 1_000_000;
/** Of an empty log. */
const emptyDigest = 'A'.repeat(22);

/** When an entry came here. */
export interface Receipt {
  /** The time of day. */
  readonly receivedMs: number;
  /** By the clock to measure with; 0: in an earlier life of the page. */
  readonly heardMs: number;
}

/** Now. */
export function receiptBy(clock: Clock): Receipt {
  return { receivedMs: clock.timeOfDay(), heardMs: clock.now() };
}

/** An entry and what is known of it here. */
export interface HeldEntry extends Receipt {
  readonly entry: ChatEntry;
  /** Characters of JSON. */
  readonly length: number;
  readonly hash: string;
  /** Of this entry and all before it. */
  readonly digest: string;
}

/**
 * What became of an entry. `added`, `replaced`: news, to be passed on. `known`: nothing new. `early`: some before it
 * are missing. `forged`: not its author's. `beyond`: the log is full.
 */
export type Verdict = 'added' | 'replaced' | 'known' | 'early' | 'forged' | 'beyond';

/**
 * What one author wrote in one life of a page, in the order of writing. Nobody but the author can add to it, and
 * nobody can change it. An author who signs two entries of one number is not believed twice: the one of the lower
 * hash stays, everywhere (PROTOCOL T3).
 */
export class ChatLog {
  /** Written by this tab, in this life of the page or a former one. */
  isOwn = false;
  /** Its participant has said to us that it is theirs (PROTOCOL T5). */
  isConfirmed = false;
  /** As many of its entries somebody else has. */
  ackedCount = 0;
  readonly #key: LogKey;
  readonly #held: HeldEntry[] = [];
  #length = 0;

  constructor(key: LogKey) {
    this.#key = key;
  }

  get logId(): LogId {
    return this.#key.logId;
  }

  get header(): LogHeader {
    return this.#key.header;
  }

  get entries(): readonly HeldEntry[] {
    return this.#held;
  }

  get count(): number {
    return this.#held.length;
  }

  /** Characters of JSON that its entries come to. */
  get length(): number {
    return this.#length;
  }

  /** What stands for the first `count` entries; there must be as many. */
  digestAt(count: number): string {
    return this.#held[count - 1]?.digest ?? emptyDigest;
  }

  /** Takes an entry in, if it is its author's and all before it are here. One at a time. */
  async accept(entry: ChatEntry, receipt: Receipt): Promise<Verdict> {
    const { seq } = entry;
    if (seq > this.count) return 'early';
    const held = this.#held[seq];
    const json = JSON.stringify(entry);
    if (held && JSON.stringify(held.entry) === json) return 'known';
    const { length } = json;
    const isBeyond = seq >= limits.logEntries || this.#length - (held?.length ?? 0) + length > logLengthMax;
    if (isBeyond) return 'beyond';
    const hash = await hashEntry(this.logId, entry);
    if (held && held.hash <= hash) return 'known';
    if (!(await isEntrySigned(this.#key, entry))) return 'forged';
    this.#length += length - (held?.length ?? 0);
    const digest = await chainDigest(this.digestAt(seq), hash);
    const { receivedMs, heardMs } = held ?? receipt;
    this.#held[seq] = { entry, receivedMs, heardMs, length, hash, digest };
    if (!held) return 'added';
    await this.#chainFrom(seq + 1);
    return 'replaced';
  }

  async #chainFrom(seq: number): Promise<void> {
    for (const [at, held] of this.#held.entries()) {
      if (at < seq) continue;
      this.#held[at] = { ...held, digest: await chainDigest(this.digestAt(at), held.hash) };
    }
  }
}
