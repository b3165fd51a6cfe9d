import * as v from 'valibot';
import { participantIdSchema } from './ids';
import { limits } from './limits';

const version = v.literal(1);
const wholeNumber = (max: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(max));

/** 16 random bytes that name a file for as long as it is offered, across reloads. */
const fileIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
export type FileId = v.InferOutput<typeof fileIdSchema>;
/** A SHA-256 in base64url. */
const digestSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
/** Chosen by whoever fetches; names one run of blocks on the file channel. */
const streamSchema = wholeNumber(0xffff_ffff);

/** A file that somebody hands out (PROTOCOL F1). */
const fileOfferSchema = v.strictObject({
  fileId: fileIdSchema,
  name: v.pipe(v.string(), v.maxLength(limits.fileNameLength)),
  /** Bytes. */
  size: wholeNumber(limits.fileBytesMax),
  /** Media type as the sender's browser guesses it; empty when it does not know. */
  type: v.pipe(v.string(), v.maxLength(limits.fileTypeLength)),
  /** The one person that it is for; `null`: everybody. */
  to: v.nullable(participantIdSchema),
  /** The name under which it was offered. */
  displayName: v.pipe(v.string(), v.maxLength(limits.displayNameLength)),
  /** Its place in the timeline of the room. */
  order: wholeNumber(2 ** 40),
  /** When it was offered first, by the sender's clock. Milliseconds since the epoch. */
  offeredMs: wholeNumber(Number.MAX_SAFE_INTEGER),
  /** A voice note: how long it is, and its loudness from beginning to end, one byte (0-255) a step, in base64url. */
  voice: v.nullable(
    v.strictObject({
      durationMs: wholeNumber(limits.voiceMs),
      peaks: v.pipe(v.string(), v.maxLength(limits.voicePeaksLength), v.regex(/^[A-Za-z0-9_-]*$/)),
    }),
  ),
  /** Whether its bytes can be had now: the sender may hold it back, or have to choose it once more after a reload. */
  state: v.picklist(['ready', 'paused', 'missing']),
});
export type FileOffer = v.InferOutput<typeof fileOfferSchema>;

/** These are offered to you, each as it stands now (PROTOCOL F2). */
const fileOffersSchema = v.strictObject({
  version,
  offers: v.pipe(v.array(fileOfferSchema), v.maxLength(limits.fileOffersPerMessage)),
});

/** Nothing else is offered to you any more (PROTOCOL F2). */
const fileIndexSchema = v.strictObject({
  version,
  fileIds: v.pipe(v.array(fileIdSchema), v.maxLength(limits.fileOffers)),
});

/** Send me this file from this block on, as this stream; one of the same file that is still running ends (PROTOCOL F4). */
const fileRequestSchema = v.strictObject({
  version,
  fileId: fileIdSchema,
  stream: streamSchema,
  block: wholeNumber(limits.fileBlocksMax),
  /** Digest of the block before: the sender's file must still have it. `null` when beginning at the first. */
  digest: v.nullable(digestSchema),
});

/** Send no more of it (PROTOCOL F5). */
const fileStopSchema = v.strictObject({
  version,
  fileId: fileIdSchema,
  reason: v.picklist(['paused', 'cancelled', 'done', 'failed']),
});

/** What you asked for cannot be had (PROTOCOL F6). */
const fileRefusalSchema = v.strictObject({
  version,
  fileId: fileIdSchema,
  stream: streamSchema,
  reason: v.picklist(['gone', 'changed', 'unreadable', 'busy']),
});
export type FileRefusalReason = v.InferOutput<typeof fileRefusalSchema>['reason'];
export type FileStopReason = v.InferOutput<typeof fileStopSchema>['reason'];

/** The room messages of files. */
export const fileMessageSchemas = [
  v.strictObject({ kind: v.literal('file-offers'), content: fileOffersSchema }),
  v.strictObject({ kind: v.literal('file-index'), content: fileIndexSchema }),
  v.strictObject({ kind: v.literal('file-request'), content: fileRequestSchema }),
  v.strictObject({ kind: v.literal('file-stop'), content: fileStopSchema }),
  v.strictObject({ kind: v.literal('file-refusal'), content: fileRefusalSchema }),
] as const;
