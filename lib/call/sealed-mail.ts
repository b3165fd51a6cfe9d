import type { DropReason, OpenedMessage, Opener } from '@/lib/crypto/opener';
import type { Sealer } from '@/lib/crypto/sealer';
import { type Envelope, fail, ok, type ParticipantId, type Result } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import type { Logger } from '@/lib/store/logger';
import type { OutgoingMessage } from './session-messages';

/** What one participant says to another alone. */
export type PersonalMessage = Exclude<OpenedMessage, { kind: 'profile' }>;

export interface SealedMailOptions {
  /** Our own life. */
  epoch: string;
  /** The life of another participant, as far as we know. */
  epochOf: (participantId: ParticipantId) => string | null;
  sealer: Sealer;
  opener: Opener;
  channel: Channel;
  logger: Logger;
}

/** What participants say to each other alone, sealed on its way (PROTOCOL C3-C7). */
export class SealedMail {
  readonly #options: SealedMailOptions;

  constructor(options: SealedMailOptions) {
    this.#options = options;
  }

  /** Seals now what is going to be delivered later. */
  async seal(to: ParticipantId, message: OutgoingMessage): Promise<Envelope> {
    const { sealer, epochOf } = this.#options;
    if (message.kind === 'candidates') return sealer.seal('candidates', to, message.content);
    const toEpoch = epochOf(to);
    if (toEpoch === null) throw new Error('a description for somebody unknown');
    return sealer.seal('description', to, { toEpoch, ...message.content });
  }

  /** Sends once; what does not arrive is said again by the negotiation itself (PROTOCOL N4). */
  send(to: ParticipantId, message: OutgoingMessage): void {
    const { channel, logger } = this.#options;
    this.seal(to, message)
      .then((envelope) => channel.request('signal:send', { to, envelope }))
      .then((reply) => {
        if (!reply.ok) logger.debug('signal not taken', { code: reply.code });
      })
      .catch((error: unknown) => logger.warn('signal not sent', { error: String(error) }));
  }

  /** The message in a box; `null` when it is well sealed, but meant for a former life of ours (PROTOCOL N7). */
  async open(from: ParticipantId, envelope: Envelope): Promise<Result<PersonalMessage | null, DropReason>> {
    const { opener, epoch } = this.#options;
    const opened = await opener.open(from, envelope, 'self');
    if (!opened.ok) return opened;
    const { value } = opened;
    if (value.kind === 'profile') return fail('malformed');
    const isForFormerLife = value.kind === 'description' && value.content.toEpoch !== epoch;
    return ok(isForFormerLife ? null : value);
  }
}
