import type { ErrorCode } from './error-code';

/** A failure that a person may see: `code` chooses the words, `message` and `cause` are for the log. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string = code,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
