import type { DropReason, OpenedMessage, Opener } from '@/lib/crypto/opener';
import type { Sealer } from '@/lib/crypto/sealer';
import { type Envelope, fail, ok, type ParticipantId, type Result } from '@/lib/protocol';
import type { Channel } from '@/lib/signaling/channel';
import type { Logger } from '@/lib/store/logger';
import type { OutgoingMessage } from './peer-mesh';

/** What one participant says to another alone. */
export type PersonalMessage = Exclude<OpenedMessage, { kind: 'profile' }>;

export interface SealedMailOptions {
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
  seal(to: ParticipantId, message: OutgoingMessage): Promise<Envelope> {
    const { sealer } = this.#options;
    return message.kind === 'description'
      ? sealer.seal('description', to, message.content)
      : sealer.seal('candidates', to, message.content);
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

  async open(from: ParticipantId, envelope: Envelope): Promise<Result<PersonalMessage, DropReason>> {
    const opened = await this.#options.opener.open(from, envelope, 'self');
    if (!opened.ok) return opened;
    const { value } = opened;
    return value.kind === 'profile' ? fail('malformed') : ok(value);
  }
}
