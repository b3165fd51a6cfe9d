import * as v from 'valibot';
import { epochSchema } from './ids';
import { limits } from './limits';

/**
 * What participants say to each other inside sealed boxes. The server never sees these; each client parses what
 * it opens, because whoever holds the link may be hostile too.
 */
const displayName = v.pipe(v.string(), v.trim(), v.maxLength(limits.displayNameLength));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** `to` is everyone: who somebody is and what they send. */
export const profileSchema = v.strictObject({
  displayName,
  isMicrophoneOn: v.boolean(),
  isCameraOn: v.boolean(),
  isScreenOn: v.boolean(),
});
export type Profile = v.InferOutput<typeof profileSchema>;

const randomId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{11}$/));

/**
 * An offer or answer. `session` is drawn by whoever made the peer connection that offers first and names the pair
 * of connections from then on (PROTOCOL N6). `negotiation` is drawn at random by the offerer and repeated by the answer, so an answer
 * fits one offer only and a repeated offer is recognised (PROTOCOL N3). `toEpoch` is the life of the recipient that
 * it is meant for, as the sender knows it (PROTOCOL N7).
 */
export const descriptionMessageSchema = v.strictObject({
  toEpoch: epochSchema,
  session: randomId,
  negotiation: randomId,
  type: v.picklist(['offer', 'answer']),
  sdp: v.pipe(v.string(), v.maxLength(limits.sdpLength)),
});
export type DescriptionMessage = v.InferOutput<typeof descriptionMessageSchema>;

/** Trickled candidates (RFC 8838), several at once; `candidate: ''` ends a generation. */
export const candidatesMessageSchema = v.strictObject({
  session: randomId,
  candidates: v.pipe(
    v.array(
      v.strictObject({
        candidate: v.pipe(v.string(), v.maxLength(limits.candidateLength)),
        sdpMid: v.nullable(v.pipe(v.string(), v.maxLength(64))),
        sdpMLineIndex: v.nullable(count),
        usernameFragment: v.nullable(v.pipe(v.string(), v.maxLength(256))),
      }),
    ),
    v.minLength(1),
    v.maxLength(limits.candidatesPerMessage),
  ),
});
export type CandidatesMessage = v.InferOutput<typeof candidatesMessageSchema>;

/** The schema of each kind's content. */
export const sealedMessages = {
  profile: profileSchema,
  description: descriptionMessageSchema,
  candidates: candidatesMessageSchema,
} as const;
