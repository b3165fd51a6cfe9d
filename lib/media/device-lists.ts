import type { DeviceKind } from '@/lib/errors/error-code';
import type { DeviceOption } from './local-media-state';

/** A listed device. `groupId` is shared by the parts of one physical device (mediacapture-main 9.2.1). */
export interface ListedDevice extends DeviceOption {
  groupId: string;
}

/** One kind's devices. `isNamed` is false while the browser keeps ids and labels to itself, before permission. */
export interface DeviceList {
  devices: readonly ListedDevice[];
  isNamed: boolean;
}

/** All devices at one moment, by kind. */
export type DeviceLists = Readonly<Record<DeviceKind | 'speaker', DeviceList>>;

/** The id that stands for the system's default, in Chromium's own lists and in ours. */
export const systemDefaultId = 'default';

const nouns = { camera: 'Camera', microphone: 'Microphone', speaker: 'Speaker' } as const;
const mediaDeviceKinds = { camera: 'videoinput', microphone: 'audioinput', speaker: 'audiooutput' } as const;

export const noDevices: DeviceLists = {
  camera: { devices: [], isNamed: false },
  microphone: { devices: [], isNamed: false },
  speaker: { devices: [], isNamed: false },
};

/** Sorts `enumerateDevices` by kind. A device without a label gets a number, one without an id stands for the default. */
export function toDeviceLists(infos: readonly MediaDeviceInfo[]): DeviceLists {
  return {
    camera: toDeviceList(infos, 'camera'),
    microphone: toDeviceList(infos, 'microphone'),
    speaker: toDeviceList(infos, 'speaker'),
  };
}

function toDeviceList(infos: readonly MediaDeviceInfo[], kind: keyof typeof nouns): DeviceList {
  // Chromium on Windows lists the "communications" device a second time under that id.
  const own = infos.filter(
    (info) => info.kind === mediaDeviceKinds[kind] && info.deviceId !== 'communications',
  );
  const named = own.filter((info) => info.deviceId !== '');
  const isNamed = own.length > 0 && named.length === own.length && own.every((info) => info.label !== '');
  const devices = (named.length > 0 ? named : own.slice(0, 1)).map((info, index) => ({
    deviceId: info.deviceId || systemDefaultId,
    label: info.label || `${nouns[kind]} ${index + 1}`,
    groupId: info.groupId,
  }));
  return { devices, isNamed };
}
