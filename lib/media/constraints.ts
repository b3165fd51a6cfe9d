import type { DeviceKind } from '@/lib/errors/error-code';

/** Which device to ask for. `isExact` refuses any other; otherwise the browser may give what it has. */
export interface DeviceWish {
  deviceId: string | null;
  isExact: boolean;
}

/** What `getUserMedia` is asked for, for one device (mediacapture-main 4.3). */
export function deviceConstraints(kind: DeviceKind, wish: DeviceWish): MediaStreamConstraints {
  return kind === 'camera' ? { video: cameraConstraints(wish) } : { audio: microphoneConstraints(wish) };
}

/** 720p at 30 frames a second where the camera can, and the one that faces the person unless another was chosen. */
function cameraConstraints(wish: DeviceWish): MediaTrackConstraints {
  return {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    frameRate: { ideal: 30, max: 30 },
    ...(wish.deviceId === null ? { facingMode: { ideal: 'user' } } : {}),
    ...deviceId(wish),
  };
}

function microphoneConstraints(wish: DeviceWish): MediaTrackConstraints {
  return { echoCancellation: true, noiseSuppression: true, autoGainControl: true, ...deviceId(wish) };
}

function deviceId(wish: DeviceWish): Pick<MediaTrackConstraints, 'deviceId'> {
  if (wish.deviceId === null) return {};
  return { deviceId: wish.isExact ? { exact: wish.deviceId } : { ideal: wish.deviceId } };
}

/** Members of screen-capture 5.4 that TypeScript's DOM types lack. Browsers ignore those they do not know. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  video: MediaTrackConstraints;
  audio: MediaTrackConstraints & { restrictOwnAudio: boolean };
  systemAudio: 'include' | 'exclude';
  selfBrowserSurface: 'include' | 'exclude';
  surfaceSwitching: 'include' | 'exclude';
}

/**
 * What `getDisplayMedia` is asked for: any surface, with its sound as it is, but without the sound of this call
 * itself, which would come back to everyone as an echo.
 */
export function screenOptions(): ScreenOptions {
  return {
    video: { frameRate: { ideal: 30, max: 30 } },
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      restrictOwnAudio: true,
    },
    systemAudio: 'include',
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
  };
}

/** What encoders should favour (mst-content-hint 2); none for the camera, which browsers already treat as motion. */
export const contentHints = { microphone: 'speech', screen: 'detail', 'screen-sound': 'music' } as const;
