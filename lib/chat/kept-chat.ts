import * as v from 'valibot';
import { chatEntrySchema, logHeaderSchema, type RoomId } from '@/lib/protocol';
import type { TabStorage } from '@/lib/room/tab-storage';
import type { ChatLog } from './chat-log';

/** As much is kept, in characters of JSON: tabs have five million for everything. */
const keptLengthMax = 2_000_000;

const keptLogSchema = v.object({
  header: logHeaderSchema,
  isOwn: v.boolean(),
  isConfirmed: v.boolean(),
  ackedCount: v.number(),
  entries: v.array(v.object({ entry: chatEntrySchema, receivedMs: v.number() })),
});
const keptChatSchema = v.object({ version: v.literal(1), logs: v.array(keptLogSchema) });
export type KeptLog = v.InferOutput<typeof keptLogSchema>;

/**
 * The chat of a room as this tab keeps it across a reload. Where storage is forbidden, spoiled or full, less is kept
 * or nothing, and nothing breaks: this tab's own messages first, then the shortest logs, which others still have.
 */
export class KeptChat {
  readonly #storage: TabStorage | null;
  readonly #key: string;

  constructor(storage: TabStorage | null, roomId: RoomId) {
    this.#storage = storage;
    this.#key = `parley.chat.${roomId}`;
  }

  /** What was kept; whether its authors have written it is for the reader to see. */
  read(): KeptLog[] {
    try {
      const parsed = v.safeParse(keptChatSchema, JSON.parse(this.#storage?.getItem(this.#key) ?? 'null'));
      return parsed.success ? parsed.output.logs : [];
    } catch {
      return [];
    }
  }

  write(logs: Iterable<ChatLog>): void {
    if (!this.#storage) return;
    // A tab's storage is shared: less may fit than we allow ourselves.
    const isKept = [keptLengthMax, keptLengthMax / 8].some((lengthMax) => this.#tryWrite(logs, lengthMax));
    if (!isKept) this.#forget();
  }

  #tryWrite(logs: Iterable<ChatLog>, lengthMax: number): boolean {
    try {
      this.#storage?.setItem(this.#key, JSON.stringify({ version: 1, logs: choose(logs, lengthMax) }));
      return true;
    } catch {
      return false;
    }
  }

  #forget(): void {
    try {
      this.#storage?.removeItem(this.#key);
    } catch {
      return;
    }
  }
}

function choose(logs: Iterable<ChatLog>, lengthMax: number): KeptLog[] {
  const inTurn = [...logs].sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.length - b.length);
  let length = 0;
  return inTurn.flatMap((log) => {
    length += log.length + 300 + 40 * log.count;
    return length > lengthMax ? [] : [toKept(log)];
  });
}

function toKept({ header, isOwn, isConfirmed, ackedCount, entries }: ChatLog): KeptLog {
  const kept = entries.map(({ entry, receivedMs }) => ({ entry, receivedMs }));
  return { header, isOwn, isConfirmed, ackedCount, entries: kept };
}
