import * as v from 'valibot';
import { chatEntriesSchema, chatHaveSchema } from './chat-messages';
import { fileMessageSchemas } from './file-messages';
import { limits } from './limits';

/** Version of everything that is said over the room channel; another one is dropped (PROTOCOL M3). */
const version = v.literal(1);

/** Over this path `room` messages are heard (PROTOCOL M2). An answer is not answered. */
const helloMessageSchema = v.strictObject({ version, isAnswer: v.boolean() });

/** What a participant is doing besides talking, whole each time: the last one counts (PROTOCOL M4). */
const presenceMessageSchema = v.strictObject({
  version,
  /** The place of the raised hand in the order of hands, from 1 on; `null`: it is down. */
  hand: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(limits.handMax))),
  isRecording: v.boolean(),
});
export type PresenceMessage = v.InferOutput<typeof presenceMessageSchema>;

/** What can be shown with a sign; each side draws it as it likes (PROTOCOL M6). */
export const reactions = ['thumbs-up', 'heart', 'laugh', 'wow', 'clap', 'party'] as const;
const reactionSchema = v.picklist(reactions);
export type Reaction = v.InferOutput<typeof reactionSchema>;

/** A passing sign to everybody: said once, never again (PROTOCOL M6). */
const reactionMessageSchema = v.strictObject({ version, reaction: reactionSchema });

/**
 * What people do in a call besides talking, over the room channel of a pair (PROTOCOL M). It comes from the
 * participant at the other end, whatever it says, and is parsed all the same.
 */
const roomMessageSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('hello'), content: helloMessageSchema }),
  v.strictObject({ kind: v.literal('presence'), content: presenceMessageSchema }),
  v.strictObject({ kind: v.literal('reaction'), content: reactionMessageSchema }),
  v.strictObject({ kind: v.literal('chat-have'), content: chatHaveSchema }),
  v.strictObject({ kind: v.literal('chat-entries'), content: chatEntriesSchema }),
  ...fileMessageSchemas,
]);
export type RoomMessage = v.InferOutput<typeof roomMessageSchema>;
export type RoomMessageKind = RoomMessage['kind'];

/** The message in a frame of the channel; `null` when it is not one that this version knows. */
export function parseRoomMessage(data: unknown): RoomMessage | null {
  if (typeof data !== 'string' || data.length > limits.roomMessageLength) return null;
  try {
    const parsed = v.safeParse(roomMessageSchema, JSON.parse(data));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
