import type { InferOutput } from 'valibot';
import type { Envelope, EnvelopeKind, ParticipantId, RoomId, sealedMessages } from '@/lib/protocol';
import { deriveSenderKey, sealBox } from './sealed-box';

/** The content of each kind of box. */
export type SealedContents = { [K in EnvelopeKind]: InferOutput<(typeof sealedMessages)[K]> };

/** Whom a kind is for: a profile is for everyone, all else for one participant. */
export type Recipient<K extends EnvelopeKind> = K extends 'profile' ? '*' : ParticipantId;

export interface Sealer {
  /**
   * Seals a message. The order of the calls is the order of `seq` and the order in which the promises resolve,
   * so boxes sent as they resolve arrive in the order they were asked for.
   */
  seal<K extends EnvelopeKind>(kind: K, to: Recipient<K>, content: SealedContents[K]): Promise<Envelope>;
}

export interface SealerOptions {
  roomId: RoomId;
  signalKey: CryptoKey;
  participantId: ParticipantId;
  epoch: string;
}

/** Seals what one participant says in one epoch (PROTOCOL C3-C5). The key is derived at once, ahead of the first box. */
export function createSealer({ roomId, signalKey, participantId, epoch }: SealerOptions): Sealer {
  const key = deriveSenderKey(signalKey, participantId, epoch, 'encrypt');
  const lastSeq: Record<EnvelopeKind, number> = { profile: 0, description: 0, candidates: 0 };
  let previous: Promise<unknown> = Promise.resolve();

  async function sealInTurn(turn: Promise<unknown>, box: Promise<Envelope>): Promise<Envelope> {
    const [envelope] = await Promise.all([box, turn]);
    return envelope;
  }

  return {
    seal(kind, to, content) {
      const seq = ++lastSeq[kind];
      const text = JSON.stringify(content);
      const context = { roomId, from: participantId, to, epoch, seq, kind };
      const sealed = sealInTurn(
        previous,
        key.then((senderKey) => sealBox(senderKey, context, text)),
      );
      previous = sealed.catch(() => undefined);
      return sealed;
    },
  };
}
