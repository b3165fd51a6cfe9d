import type { ErrorCode } from '@/lib/errors/error-code';

/** What was refused for a passing reason is asked again after this. */
export const refusalRetryMs = 2_000;

const passingRefusals: ReadonlySet<ErrorCode> = new Set([
  'rate-limited',
  'server-draining',
  'server-interrupted',
  'server-unreachable',
  'internal',
]);

/** Whether the same request may well be granted a little later. */
export function isPassingRefusal(code: ErrorCode): boolean {
  return passingRefusals.has(code);
}

/** Whether the room will not be shown to this page, however often it asks; a crowd of watchers goes at some time. */
export function isLastingRefusal(code: ErrorCode): boolean {
  return code !== 'room-full' && !isPassingRefusal(code);
}
