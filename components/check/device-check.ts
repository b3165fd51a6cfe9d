import type { DeviceKind } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import type { Check, CheckResult } from './check';

const mediaKinds: Record<DeviceKind, MediaDeviceKind> = { camera: 'videoinput', microphone: 'audioinput' };

/** `null` where the browser does not tell permissions without asking (Permissions, W3C; older Firefox). */
async function readPermission(kind: DeviceKind): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: kind })).state;
  } catch {
    return null;
  }
}

async function hasDevice(kind: DeviceKind): Promise<boolean> {
  try {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices.some((device) => device.kind === mediaKinds[kind]);
  } catch {
    return false;
  }
}

async function look(kind: DeviceKind): Promise<CheckResult> {
  if (!navigator.mediaDevices) {
    return { state: 'problem', words: `The browser does not let this page use a ${kind}.` };
  }
  const [permission, isPresent] = await Promise.all([readPermission(kind), hasDevice(kind)]);
  if (!isPresent) {
    const { title, body } = messages[`${kind}-not-found`];
    return { state: 'note', words: `${title}. ${body}` };
  }
  if (permission === 'denied') {
    const { title, action } = messages[`${kind}-denied`];
    return { state: 'problem', words: `${title}. ${action}` };
  }
  if (permission === 'granted')
    return { state: 'fine', words: `There is a ${kind}, and this site may use it.` };
  return { state: 'fine', words: `There is a ${kind}. The browser asks you before the first call.` };
}

/** Whether there is such a device and whether this site may use it. Asks for nothing and switches nothing on. */
export function checkDevice(kind: DeviceKind): Check {
  return { name: kind === 'camera' ? 'Camera' : 'Microphone', run: () => look(kind) };
}
