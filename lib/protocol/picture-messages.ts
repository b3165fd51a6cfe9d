import * as v from 'valibot';

const shownSize = v.picklist(['none', 'small', 'large']);
/** How large somebody shows a picture of ours, if at all. */
export type ShownSize = v.InferOutput<typeof shownSize>;

/**
 * What a participant asks of another's pictures (PROTOCOL Q1): what they do not show need not be sent. `isDataLow`:
 * they have little data to spend. It asks for less only; nobody has to send more for it.
 */
const wishMessageSchema = v.strictObject({
  version: v.literal(1),
  camera: shownSize,
  screen: shownSize,
  isDataLow: v.boolean(),
});
export type WishMessage = v.InferOutput<typeof wishMessageSchema>;

/** What a participant's line lets them send of their camera (PROTOCOL Q3): a paused picture is not one that broke. */
const sendingMessageSchema = v.strictObject({
  version: v.literal(1),
  camera: v.picklist(['full', 'reduced', 'paused']),
});
export type SendingMessage = v.InferOutput<typeof sendingMessageSchema>;

/** Both, as they travel over the pair's own channel. */
export const pictureMessageSchemas = [
  v.strictObject({ kind: v.literal('wish'), content: wishMessageSchema }),
  v.strictObject({ kind: v.literal('sending'), content: sendingMessageSchema }),
] as const;
export type PictureMessage = v.InferOutput<(typeof pictureMessageSchemas)[number]>;
