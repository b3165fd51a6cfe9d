import type { DeviceKind } from '@/lib/errors/error-code';
import type { DeviceList } from './device-lists';
import type { DeviceOption, LocalDeviceState, LocalMediaState } from './local-media-state';

const off = { status: 'off', trackId: null, error: null } as const;

/** Nothing is known of any device yet. */
export const initialState: LocalMediaState = {
  camera: off,
  microphone: off,
  screen: { ...off, hasSound: false },
  cameras: [],
  microphones: [],
  speakers: [],
  cameraId: null,
  microphoneId: null,
  speakerId: null,
  isTalkingWhileMuted: false,
  isSpeaking: false,
};

/** What `kind` is now, and which device it is. */
export function deviceChange(
  kind: DeviceKind,
  device: LocalDeviceState,
  deviceId: string | null,
): Partial<LocalMediaState> {
  return kind === 'camera'
    ? { camera: device, cameraId: deviceId }
    : { microphone: device, microphoneId: deviceId };
}

/** A list as the interface shows it. */
export function toOptions(list: DeviceList): readonly DeviceOption[] {
  return list.devices.map(({ deviceId, label }) => ({ deviceId, label }));
}

/** The state with what really differs; the same object when nothing does, so nobody is told. */
export function withChange(current: LocalMediaState, change: Partial<LocalMediaState>): LocalMediaState {
  const isSame = (key: keyof LocalMediaState) => JSON.stringify(current[key]) === JSON.stringify(change[key]);
  const changed = Object.entries(change).filter(([key]) => !isSame(key as keyof LocalMediaState));
  return changed.length === 0 ? current : { ...current, ...Object.fromEntries(changed) };
}
