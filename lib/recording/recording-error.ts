/** Why nothing more can be recorded, or a recording not be kept. */
export type RecordingProblem = 'disk-full' | 'failed';

/** An expected failure of a recording. */
export class RecordingError extends Error {
  constructor(
    readonly problem: RecordingProblem,
    cause?: unknown,
  ) {
    super(problem, { cause });
    this.name = 'RecordingError';
  }

  /** What the platform threw, in our terms. */
  static from(error: unknown): RecordingError {
    if (error instanceof RecordingError) return error;
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    return new RecordingError(isFull ? 'disk-full' : 'failed', error);
  }
}
