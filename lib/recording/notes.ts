import * as v from 'valibot';

/** What is known of a recording, kept beside it: enough to offer it after a crash. */
const recordingNote = v.object({
  version: v.literal(1),
  /** Milliseconds since the epoch. */
  startedAtMs: v.number(),
  kind: v.picklist(['composed', 'tracks']),
});

/** What is known of one of its files. */
const fileNote = v.object({
  /** Whose it is, in words: "Ada", "Ada's screen". */
  label: v.string(),
  source: v.picklist(['stage', 'person', 'screen']),
  /** How much later than the recording it begins. */
  startOffsetMs: v.number(),
  mimeType: v.string(),
});

export type RecordingNote = v.InferOutput<typeof recordingNote>;
export type FileNote = v.InferOutput<typeof fileNote>;
/** Everything in one picture, or a file for each person and each screen. */
export type RecordingKind = RecordingNote['kind'];

function parseJson<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | null {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    // A crash can leave a note half written: the recording is worth having without it.
    return null;
  }
}

/** `null` for a note that is not one. */
export function parseRecordingNote(text: string): RecordingNote | null {
  return parseJson(recordingNote, text);
}

/** `null` for a note that is not one. */
export function parseFileNote(text: string): FileNote | null {
  return parseJson(fileNote, text);
}
