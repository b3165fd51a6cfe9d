import type { ErrorCode } from '@/lib/errors/error-code';
import type { DeviceWish } from './constraints';

/** One device to acquire. `isExact`: this one or none, and then the one in use stays. */
export interface DeviceRequest extends DeviceWish {
  /** An answer that is already on its way; `null` in it: ask again, for this device alone. */
  first?: Promise<MediaStreamTrack | null>;
  /** The person chose it: remember it once it works, say so when it does not. */
  isChoice?: boolean;
  /** In place of a track that ended by itself. */
  isRecovery?: boolean;
  /** The device given up to make room for this one: some phones open one camera at a time. */
  restoreId?: string | null;
  /** Why an earlier attempt failed, still worth saying when a substitute works. */
  carriedError?: ErrorCode | null;
}

/** What came of a request; no track and no error: ask again. */
export type DeviceAnswer = { track: MediaStreamTrack | null } | { error: unknown };

/** True when an answer to `asked` still serves what is wanted now. */
export function isServedBy(wanted: DeviceRequest | null, asked: DeviceRequest): wanted is DeviceRequest {
  return wanted !== null && wanted.deviceId === asked.deviceId && wanted.isExact === asked.isExact;
}
