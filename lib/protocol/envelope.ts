import * as v from 'valibot';
import { epochSchema } from './ids';
import { limits } from './limits';

/** What a sealed box holds, in the clear but bound into the box's authentication (PROTOCOL C4). */
export const envelopeKinds = ['profile', 'description', 'candidates'] as const;
export type EnvelopeKind = (typeof envelopeKinds)[number];

const character = '[A-Za-z0-9_-]';

/**
 * Base64url of any length. Eight characters at a time take V8 half as long as one, and checking the box is most of
 * what a relayed signal costs above a bare relay.
 */
const base64Url = new RegExp(`^(?:${character.repeat(8)})*${character}{0,7}$`);

/** A sealed message as the server sees it: it can relay the box, not open or alter it. */
export const envelopeSchema = v.strictObject({
  v: v.literal(1),
  kind: v.picklist(envelopeKinds),
  epoch: epochSchema,
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  iv: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/)),
  box: v.pipe(v.string(), v.minLength(22), v.maxLength(limits.boxLength), v.regex(base64Url)),
});

export type Envelope = v.InferOutput<typeof envelopeSchema>;
