import { toast } from 'sonner';
import type { ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';

/** Problems stay long enough to be read and acted upon. */
const problemShownMs = 10_000;

/** Says in passing what went wrong and what to do; once, however often it is told. */
export function toastProblem(code: ErrorCode): void {
  const { title, body, action } = messages[code];
  toast(title, { id: code, description: `${body} ${action}`, duration: problemShownMs });
}
