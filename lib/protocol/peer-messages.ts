import * as v from 'valibot';
import { limits } from './limits';
import { pictureMessageSchemas } from './picture-messages';
import { candidatesMessageSchema, descriptionMessageSchema } from './sealed-messages';

/** This life of the sender in the room is over (PROTOCOL L6). */
const goodbyeMessageSchema = v.strictObject({
  kind: v.literal('goodbye'),
  content: v.strictObject({ version: v.literal(1) }),
});
export type GoodbyeMessage = v.InferOutput<typeof goodbyeMessageSchema>;

/**
 * What two participants say to each other over their own data channel (PROTOCOL P1-P3). It reaches nobody else and
 * needs no box: the channel is encrypted with keys that the sealed descriptions vouch for. The receiver parses what
 * comes all the same.
 */
const peerMessageSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('description'),
    content: v.omit(descriptionMessageSchema, ['session', 'toEpoch']),
  }),
  v.strictObject({
    kind: v.literal('candidates'),
    content: v.omit(candidatesMessageSchema, ['session']),
  }),
  ...pictureMessageSchemas,
  goodbyeMessageSchema,
]);
export type PeerChannelMessage = v.InferOutput<typeof peerMessageSchema>;

/** The message in a frame of the channel; `null` when it is not one that this version knows. */
export function parsePeerMessage(data: unknown): PeerChannelMessage | null {
  if (typeof data !== 'string' || data.length > limits.peerMessageLength) return null;
  try {
    const parsed = v.safeParse(peerMessageSchema, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
