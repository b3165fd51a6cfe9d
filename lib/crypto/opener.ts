import * as v from 'valibot';
import {
  type Envelope,
  type EnvelopeKind,
  fail,
  ok,
  type ParticipantId,
  type Profile,
  type Result,
  type RoomId,
  sealedMessages,
} from '@/lib/protocol';
import { createSerialQueue } from '@/lib/store/serial-queue';
import { deriveSenderKey, openBox } from './sealed-box';

const openedMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('profile'), epoch: v.string(), content: sealedMessages.profile }),
  v.object({ kind: v.literal('description'), epoch: v.string(), content: sealedMessages.description }),
  v.object({ kind: v.literal('candidates'), epoch: v.string(), content: sealedMessages.candidates }),
]);

/** What a box held, and the epoch of its sender that it belongs to. */
export type OpenedMessage = v.InferOutput<typeof openedMessageSchema>;

/**
 * Why a box was dropped (PROTOCOL C7).
 * - `tampered`: not sealed by this sender, for this recipient, in this room, epoch, place and kind
 * - `replayed`: accepted before, or overtaken by a later one. To be expected of profiles, which the server repeats
 *   in every roster as they stand; `Opener.latestProfile` has what they say
 * - `stale-epoch`: of a former life of the sender, or of one whose profile has not been opened yet (C6)
 * - `malformed`: well sealed by somebody who has the link, but nothing we understand
 */
export type DropReason = 'tampered' | 'replayed' | 'stale-epoch' | 'malformed';

export interface Opener {
  /**
   * Opens a box that the server says is `from` somebody; never rejects. `expectedTo`: how it came, to us alone
   * or to everyone. Boxes are opened one after the other, and the promises resolve in the order of the
   * calls. Only a profile introduces a new epoch of its sender; the former one is then refused for ever (C6).
   */
  open(
    from: ParticipantId,
    envelope: Envelope,
    expectedTo: 'self' | '*',
  ): Promise<Result<OpenedMessage, DropReason>>;
  /** The epoch that the sender's profile introduced last, or `null` before the first. */
  currentEpoch(from: ParticipantId): string | null;
  /** The profile that was opened last, or `null` before the first. */
  latestProfile(from: ParticipantId): Profile | null;
  /** How many senders are remembered: those of whom a box has opened. */
  readonly senderCount: number;
  /** How many boxes were dropped so far. */
  readonly drops: Readonly<Record<DropReason, number>>;
}

export interface OpenerOptions {
  roomId: RoomId;
  signalKey: CryptoKey;
  self: ParticipantId;
}

/** One life of a sender, with the last `seq` accepted of each kind (C5). */
interface Epoch {
  readonly id: string;
  readonly key: CryptoKey;
  readonly lastSeq: Record<EnvelopeKind, number>;
}

interface Sender {
  readonly retiredEpochs: Set<string>;
  readonly epoch: Epoch;
  readonly profile: Profile | null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Opens what others seal in one room (PROTOCOL C3-C7). Nothing is remembered of a box that does not open. */
export function createOpener({ roomId, signalKey, self }: OpenerOptions): Opener {
  const senders = new Map<ParticipantId, Sender>();
  const queue = createSerialQueue();
  const drops: Record<DropReason, number> = { tampered: 0, replayed: 0, 'stale-epoch': 0, malformed: 0 };

  async function beginEpoch(from: ParticipantId, id: string): Promise<Epoch> {
    const key = await deriveSenderKey(signalKey, from, id, 'decrypt');
    return { id, key, lastSeq: { profile: 0, description: 0, candidates: 0 } };
  }

  async function openInTurn(
    from: ParticipantId,
    envelope: Envelope,
  ): Promise<Result<OpenedMessage, DropReason>> {
    const { kind, epoch: epochId, seq } = envelope;
    const sender = senders.get(from);
    const known = sender?.epoch.id === epochId ? sender.epoch : null;
    const isIntroduction = kind === 'profile' && !sender?.retiredEpochs.has(epochId);
    if (!known && !isIntroduction) return fail('stale-epoch');
    const epoch = known ?? (await beginEpoch(from, epochId));
    if (seq <= epoch.lastSeq[kind]) return fail('replayed');

    const to = kind === 'profile' ? '*' : self;
    const text = await openBox(epoch.key, { roomId, from, to, epoch: epochId, seq, kind }, envelope);
    if (text === null) return fail('tampered');
    const opened = v.safeParse(openedMessageSchema, { kind, epoch: epochId, content: parseJson(text) });
    if (!opened.success) return fail('malformed');

    epoch.lastSeq[kind] = seq;
    const retiredEpochs = sender?.retiredEpochs ?? new Set();
    if (sender && sender.epoch !== epoch) retiredEpochs.add(sender.epoch.id);
    const { output } = opened;
    const profile = output.kind === 'profile' ? output.content : (sender?.profile ?? null);
    senders.set(from, { retiredEpochs, epoch, profile });
    return ok(output);
  }

  return {
    drops,
    get senderCount() {
      return senders.size;
    },
    async open(from, envelope, expectedTo) {
      // Our own boxes come back only by the hand of whoever relays them.
      const isMisdirected = from === self || (envelope.kind === 'profile') !== (expectedTo === '*');
      const result = await queue.run(() => (isMisdirected ? fail('tampered') : openInTurn(from, envelope)));
      if (!result.ok) drops[result.code]++;
      return result;
    },
    currentEpoch: (from) => senders.get(from)?.epoch.id ?? null,
    latestProfile: (from) => senders.get(from)?.profile ?? null,
  };
}
