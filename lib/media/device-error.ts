import type { DeviceKind, ErrorCode } from '@/lib/errors/error-code';

/** Why `getUserMedia` gave no track, in our words (mediacapture-main 10.3.1). Anything unknown is `<kind>-failed`. */
export function deviceErrorCode(kind: DeviceKind, error: unknown): ErrorCode {
  switch (errorName(error)) {
    case 'NotAllowedError':
      return isDeniedBySystem(error) ? `${kind}-denied-by-system` : `${kind}-denied`;
    case 'SecurityError':
      return `${kind}-denied`;
    case 'NotFoundError':
      return `${kind}-not-found`;
    case 'NotReadableError':
      return `${kind}-busy`;
    case 'OverconstrainedError':
      return `${kind}-unsuitable`;
    case 'TypeError':
      return 'devices-insecure-context';
    default:
      return `${kind}-failed`;
  }
}

/** Why `getDisplayMedia` gave no track; `null` when the person closed the dialogue (screen-capture 5.1). */
export function screenErrorCode(error: unknown): ErrorCode | null {
  if (errorName(error) !== 'NotAllowedError') return 'screen-failed';
  return isDeniedBySystem(error) ? 'screen-denied' : null;
}

export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : '';
}

/** Chromium tells a refusal by the operating system from one by the person in the message only. */
function isDeniedBySystem(error: unknown): boolean {
  return error instanceof Error && /\bby system\b/i.test(error.message);
}
