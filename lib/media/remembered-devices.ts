import * as v from 'valibot';
import type { Logger } from '@/lib/store/logger';
import type { DeviceList } from './device-lists';

const rememberedDeviceSchema = v.object({
  deviceId: v.optional(v.nullable(v.string()), null),
  label: v.optional(v.string(), ''),
  isOn: v.optional(v.boolean(), true),
});
const rememberedSchema = v.object({
  camera: v.optional(rememberedDeviceSchema, {}),
  microphone: v.optional(rememberedDeviceSchema, {}),
  speaker: v.optional(rememberedDeviceSchema, {}),
});

/** What was chosen on this device: `deviceId` is `null` for the system's default, `isOn` the last choice in a lobby. */
export type RememberedDevice = v.InferOutput<typeof rememberedDeviceSchema>;
type Remembered = v.InferOutput<typeof rememberedSchema>;

export type DeviceStorage = Pick<Storage, 'getItem' | 'setItem'>;

const storageKey = 'parley.devices';

/** The choices of this person, kept from one call to the next where the browser allows; else for this page only. */
export interface RememberedDevices {
  get(kind: keyof Remembered): RememberedDevice;
  set(kind: keyof Remembered, change: Partial<RememberedDevice>): void;
}

export function createRememberedDevices(
  storage: DeviceStorage | undefined,
  logger: Logger,
): RememberedDevices {
  let remembered = read(storage, logger);
  return {
    get: (kind) => remembered[kind],
    set(kind, change) {
      remembered = { ...remembered, [kind]: { ...remembered[kind], ...change } };
      try {
        storage?.setItem(storageKey, JSON.stringify(remembered));
      } catch (error) {
        logger.debug('device choice not stored', { error: String(error) });
      }
    },
  };
}

function read(storage: DeviceStorage | undefined, logger: Logger): Remembered {
  try {
    return v.parse(rememberedSchema, JSON.parse(storage?.getItem(storageKey) ?? '{}'));
  } catch (error) {
    logger.debug('stored device choices not readable', { error: String(error) });
    return v.parse(rememberedSchema, {});
  }
}

/**
 * The id that a remembered device has now: the same one, or, since browsers rotate ids, that of the device with
 * the same label. `null` when it is not there or the list is not named yet.
 */
export function findRemembered(list: DeviceList, remembered: RememberedDevice): string | null {
  if (remembered.deviceId === null) return null;
  const byId = list.devices.find((device) => device.deviceId === remembered.deviceId);
  const byLabel = list.isNamed ? list.devices.find((device) => device.label === remembered.label) : undefined;
  return (byId ?? byLabel)?.deviceId ?? null;
}
