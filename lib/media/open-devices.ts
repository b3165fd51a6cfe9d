import type { DeviceKind } from '@/lib/errors/error-code';
import { type DeviceWish, deviceConstraints } from './constraints';
import { errorName } from './device-error';
import { systemDefaultId } from './device-lists';

export type CaptureDevices = Pick<MediaDevices, 'getUserMedia'>;

/** Opens one device. A device that is only preferred and has gone gives way to any other. Rejects as `getUserMedia` does. */
export async function openDevice(
  mediaDevices: CaptureDevices | undefined,
  kind: DeviceKind,
  wish: DeviceWish,
): Promise<MediaStreamTrack> {
  const asked = withoutDefault(wish);
  try {
    return trackOf(kind, await ask(mediaDevices, deviceConstraints(kind, { ...asked, isExact: true })));
  } catch (error) {
    if (asked.deviceId === null || asked.isExact || errorName(error) !== 'OverconstrainedError') throw error;
    return trackOf(
      kind,
      await ask(mediaDevices, deviceConstraints(kind, { deviceId: null, isExact: false })),
    );
  }
}

/**
 * Opens camera and microphone with one question to the person. Resolves with `null` for both when the pair cannot
 * be had but one alone may be. Rejects where asking again would repeat a question just dismissed.
 */
export function openTogether(
  mediaDevices: CaptureDevices | undefined,
  wishes: Readonly<Record<DeviceKind, DeviceWish>>,
  queryPermission: (kind: DeviceKind) => Promise<PermissionState | null>,
): Readonly<Record<DeviceKind, Promise<MediaStreamTrack | null>>> {
  const asked = ask(mediaDevices, {
    ...deviceConstraints('camera', withoutDefault(wishes.camera)),
    ...deviceConstraints('microphone', withoutDefault(wishes.microphone)),
  });

  async function answer(kind: DeviceKind, other: DeviceKind): Promise<MediaStreamTrack | null> {
    try {
      return trackOf(kind, await asked);
    } catch (error) {
      if (errorName(error) !== 'NotAllowedError') return null;
      const [own, others] = await Promise.all([queryPermission(kind), queryPermission(other)]);
      const wasDismissed = own === 'prompt' && others !== 'denied';
      if (wasDismissed) throw error;
      return null;
    }
  }

  return { camera: answer('camera', 'microphone'), microphone: answer('microphone', 'camera') };
}

async function ask(
  devices: CaptureDevices | undefined,
  constraints: MediaStreamConstraints,
): Promise<MediaStream> {
  if (!devices) throw new TypeError('no mediaDevices: not a secure context');
  return devices.getUserMedia(constraints);
}

function trackOf(kind: DeviceKind, stream: MediaStream): MediaStreamTrack {
  const [track] = kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
  if (!track) throw new Error(`no ${kind} track in the stream`);
  return track;
}

function withoutDefault(wish: DeviceWish): DeviceWish {
  return wish.deviceId === systemDefaultId ? { ...wish, deviceId: null } : wish;
}
