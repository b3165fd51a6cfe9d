import * as v from 'valibot';
import {
  type ClientEventName,
  clientEvents,
  limits,
  type ServerEventName,
  serverEvents,
} from '@/lib/protocol';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A join holds a profile and an offer in two boxes; nothing else is longer (PROTOCOL D6). */
const frameLength = 2 * limits.boxLength + 4_000;

const frameSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('request'),
    id: count,
    event: v.picklist(Object.keys(clientEvents) as ClientEventName[]),
    payload: v.unknown(),
  }),
  v.strictObject({ kind: v.literal('reply'), id: count, result: v.unknown() }),
  v.strictObject({
    kind: v.literal('announcement'),
    event: v.picklist(Object.keys(serverEvents) as ServerEventName[]),
    payload: v.unknown(),
  }),
]);

/** What the two ends of a direct call say to each other, before its payload is looked at. */
export type DirectFrame = v.InferOutput<typeof frameSchema>;

/** The frame in a text; `null` when it is none that this version knows. */
export function parseFrame(text: string): DirectFrame | null {
  if (text.length > frameLength) return null;
  try {
    const parsed = v.safeParse(frameSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
