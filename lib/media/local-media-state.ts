import type { ErrorCode } from '@/lib/errors/error-code';

/** What this person can send. `screen-sound` is the shared screen's own audio. */
export type LocalSource = 'camera' | 'microphone' | 'screen' | 'screen-sound';

/**
 * One device of ours. Others are told whether `status` is `on`. `trackId` is the id of the live track, which
 * `LocalMedia.getTrack` gives by source; a change of it says that there is another one.
 */
export interface LocalDeviceState {
  status: 'off' | 'starting' | 'on';
  trackId: string | null;
  /** Why it is off although it was wanted, or, while on, why the device just chosen is not the one in use. */
  error: ErrorCode | null;
}

export interface DeviceOption {
  /** Never empty: `default` while the browser keeps its ids to itself, before permission. */
  deviceId: string;
  /** Never empty: "Camera 2" when the browser gives no label. */
  label: string;
}

export interface LocalMediaState {
  camera: LocalDeviceState;
  microphone: LocalDeviceState;
  screen: LocalDeviceState & { hasSound: boolean };
  cameras: readonly DeviceOption[];
  microphones: readonly DeviceOption[];
  /** Empty where the browser cannot choose a speaker. */
  speakers: readonly DeviceOption[];
  /** The devices in use, or next in use while off, each of them in its list; `null` is the system's default. */
  cameraId: string | null;
  microphoneId: string | null;
  speakerId: string | null;
  /** True while the microphone is off and the person is evidently talking. */
  isTalkingWhileMuted: boolean;
  /** True while the microphone is on and there is speech on it. */
  isSpeaking: boolean;
}
