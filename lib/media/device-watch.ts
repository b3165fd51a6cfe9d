import type { Logger } from '@/lib/store/logger';
import { type DeviceLists, noDevices, toDeviceLists } from './device-lists';

type ListingDevices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

/** The devices that are there, kept up to date by `devicechange` (mediacapture-main 9.2). */
export interface DeviceWatch {
  readonly lists: DeviceLists;
  /** From now on every change is read. */
  listen(): void;
  ignore(): void;
  /** Reads the lists again: labels appear once a device has been opened. Never rejects. */
  refresh(): Promise<void>;
}

export function watchDevices(
  mediaDevices: ListingDevices | undefined,
  onChange: (before: DeviceLists, after: DeviceLists) => void,
  logger: Logger,
): DeviceWatch {
  let lists = noDevices;
  let lastRead = 0;

  async function refresh(): Promise<void> {
    if (!mediaDevices) return;
    lastRead += 1;
    const read = lastRead;
    try {
      const infos = await mediaDevices.enumerateDevices();
      if (read !== lastRead) return;
      const before = lists;
      lists = toDeviceLists(infos);
      onChange(before, lists);
    } catch (error) {
      logger.warn('devices not listed', { error: String(error) });
    }
  }

  const onDeviceChange = () => void refresh();
  return {
    get lists() {
      return lists;
    },
    listen() {
      mediaDevices?.addEventListener('devicechange', onDeviceChange);
    },
    ignore() {
      mediaDevices?.removeEventListener('devicechange', onDeviceChange);
      lastRead += 1;
    },
    refresh,
  };
}
