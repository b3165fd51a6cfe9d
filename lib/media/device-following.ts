import type { DeviceKind, ErrorCode } from '@/lib/errors/error-code';
import type { DeviceCapture } from './device-capture';
import { arrivedHeadset, hasDefaultMoved, isDifferent } from './device-changes';
import { type DeviceLists, systemDefaultId } from './device-lists';
import { findRemembered, type RememberedDevices } from './remembered-devices';

interface FollowingContext {
  before: DeviceLists;
  after: DeviceLists;
  captures: Readonly<Record<DeviceKind, DeviceCapture>>;
  remembered: RememberedDevices;
  /** The headset followed so far; `null` without one. */
  headsetId: string | null;
}

/**
 * Acts on a change of devices: goes back to a remembered device that has come, follows a headset that was plugged
 * in, renews the default that has moved, and opens what was wanted and missing. Returns the headset now followed.
 */
export function followChanges(context: FollowingContext): string | null {
  const { before, after, captures } = context;
  for (const kind of ['camera', 'microphone'] as const) followKind(kind, context);
  const arrivedId = arrivedHeadset(before, after);
  const headsetId = arrivedId ?? context.headsetId;
  const isThere = after.microphone.devices.some((device) => device.deviceId === headsetId);
  if (arrivedId !== null) void captures.microphone.follow(arrivedId);
  return isThere ? headsetId : null;
}

function followKind(kind: DeviceKind, { before, after, captures, remembered }: FollowingContext): void {
  const capture = captures[kind];
  const choice = remembered.get(kind);
  const chosenId = findRemembered(after[kind], choice);
  const hasCome = chosenId !== null && findRemembered(before[kind], choice) === null;
  if (hasCome && capture.track) {
    void capture.follow(chosenId);
  } else if (capture.deviceId === systemDefaultId && hasDefaultMoved(before[kind], after[kind])) {
    void capture.renew();
  } else if (capture.isMissing && canHelp(capture.error) && isDifferent(before[kind], after[kind])) {
    if (after[kind].devices.length > 0) void capture.retry();
  }
}

/** A refusal is not cured by another device; asking again would only nag. */
function canHelp(error: ErrorCode | null): boolean {
  return error !== null && !error.includes('-denied') && error !== 'devices-insecure-context';
}
