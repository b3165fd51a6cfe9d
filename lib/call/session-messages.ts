import type { OpenedMessage } from '@/lib/crypto/opener';
import type { SealedContents } from '@/lib/crypto/sealer';
import { toBase64Url } from '@/lib/protocol';
import type { PeerMessage } from '@/lib/webrtc/negotiator';

/** A sealed message for one peer, before it is sealed. */
export type OutgoingMessage =
  | { kind: 'description'; content: Omit<SealedContents['description'], 'toEpoch'> }
  | { kind: 'candidates'; content: SealedContents['candidates'] };

/** Names the session that a message belongs to (PROTOCOL N6). */
export function withSession(session: string, message: PeerMessage): OutgoingMessage {
  return message.kind === 'description'
    ? { kind: 'description', content: { session, ...message.content } }
    : { kind: 'candidates', content: { session, ...message.content } };
}

/** The message as the session itself knows it. */
export function withoutSession(message: Exclude<OpenedMessage, { kind: 'profile' }>): PeerMessage {
  if (message.kind === 'candidates') {
    return { kind: 'candidates', content: { candidates: message.content.candidates } };
  }
  const { negotiation, type, sdp } = message.content;
  return { kind: 'description', content: { negotiation, type, sdp } };
}

/** A name for a session that we begin. */
export function randomSessionId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(8)));
}
