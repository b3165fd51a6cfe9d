import * as v from 'valibot';
import { certifiedIdPattern, certify, type ParticipantId, participantIdSchema, type RoomId } from './ids';
import { limits } from './limits';

const version = v.literal(1);
const wholeNumber = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** The public name of one author's log in one room: the hash of room, participant and the key that signs it (PROTOCOL T1). */
const logIdSchema = v.pipe(v.string(), v.regex(certifiedIdPattern));
export type LogId = v.InferOutput<typeof logIdSchema>;

/**
 * The log that a key signs for a participant of a room: first 80 bits of
 * `SHA-256("parley/v1/log" || roomId || participantId || public key)` (PROTOCOL T1).
 */
export function logIdOf(
  roomId: RoomId,
  participantId: ParticipantId,
  publicKeyBytes: Uint8Array,
): Promise<LogId> {
  return certify(`parley/v1/log${roomId}${participantId}`, publicKeyBytes);
}

/** An uncompressed P-256 point, 65 bytes in base64url. */
const publicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}$/));
/** ECDSA over P-256 with SHA-256, IEEE P1363: 64 bytes in base64url. */
const signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));
/** 16 bytes in base64url. */
const digest = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));

/** One message of the chat, as its author wrote and signed it (PROTOCOL T2). */
export const chatEntrySchema = v.strictObject({
  /** Its place in its log, from 0 on. */
  seq: wholeNumber(limits.logEntries - 1),
  /** Its place among everything in the room; its author had seen nothing of a higher one. */
  order: v.pipe(wholeNumber(limits.orderMax), v.minValue(1)),
  /** Milliseconds since 1970 by the author's clock. */
  sentMs: wholeNumber(Number.MAX_SAFE_INTEGER),
  displayName: v.pipe(v.string(), v.maxLength(limits.displayNameLength)),
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(limits.chatTextLength)),
  signature,
});
export type ChatEntry = v.InferOutput<typeof chatEntrySchema>;

/** Whose log it is, and the key that signs it: together they are its name (PROTOCOL T1). */
export const logHeaderSchema = v.strictObject({ participantId: participantIdSchema, publicKey });
export type LogHeader = v.InferOutput<typeof logHeaderSchema>;

/**
 * How much of each log its sender has, and which logs are the sender's own (PROTOCOL T4, T5). A `question` is
 * answered; both it and an `answer` name every log, a `change` only what has changed.
 */
export const chatHaveSchema = v.strictObject({
  version,
  form: v.picklist(['question', 'answer', 'change']),
  logs: v.pipe(
    v.array(v.strictObject({ logId: logIdSchema, count: wholeNumber(limits.logEntries), digest })),
    v.maxLength(limits.logsPerMessage),
  ),
  own: v.pipe(v.array(logIdSchema), v.maxLength(limits.ownLogs)),
});
export type ChatHave = v.InferOutput<typeof chatHaveSchema>;

/** Entries that the recipient lacks, of each log in sequence (PROTOCOL T6). */
export const chatEntriesSchema = v.strictObject({
  version,
  logs: v.pipe(
    v.array(
      v.strictObject({
        ...logHeaderSchema.entries,
        entries: v.pipe(v.array(chatEntrySchema), v.minLength(1)),
      }),
    ),
    v.minLength(1),
    v.maxLength(limits.logsPerMessage),
  ),
});
export type ChatEntries = v.InferOutput<typeof chatEntriesSchema>;
