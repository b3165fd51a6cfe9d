import type { ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';

/** An error in one line, for beneath a field. */
export function sayError(code: ErrorCode): string {
  const { title, body, action } = messages[code];
  return `${title}. ${body} ${action}`;
}
