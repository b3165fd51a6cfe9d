import { describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import type { DeviceList } from './device-lists';
import { createRememberedDevices, findRemembered } from './remembered-devices';

function storageOf(value: string | null) {
  let stored = value;
  return {
    getItem: () => stored,
    setItem: (_key: string, next: string) => {
      stored = next;
    },
  };
}

const fresh = { deviceId: null, label: '', isOn: true };

describe('remembered devices', () => {
  it.each([null, 'not json', '[]', '{"camera":{"isOn":"yes"}}', '{"camera":7}'])(
    'start afresh from %s',
    (value) => {
      expect(createRememberedDevices(storageOf(value), silentLogger).get('camera')).toEqual(fresh);
    },
  );

  it('come back on the next visit, each kind for itself', () => {
    const storage = storageOf(null);
    const first = createRememberedDevices(storage, silentLogger);
    first.set('camera', { deviceId: 'c', label: 'Camera' });
    first.set('camera', { isOn: false });
    const second = createRememberedDevices(storage, silentLogger);
    expect(second.get('camera')).toEqual({ deviceId: 'c', label: 'Camera', isOn: false });
    expect(second.get('microphone')).toEqual(fresh);
  });

  it('last for the page where the browser stores nothing', () => {
    const storage = {
      getItem: () => {
        throw new DOMException('', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('', 'QuotaExceededError');
      },
    };
    const remembered = createRememberedDevices(storage, silentLogger);
    remembered.set('microphone', { isOn: false });
    expect(remembered.get('microphone').isOn).toBe(false);
  });
});

describe('finding a remembered device', () => {
  const list = (isNamed: boolean): DeviceList => ({
    isNamed,
    devices: [
      { deviceId: 'new-id', label: 'USB Camera', groupId: '' },
      { deviceId: 'b', label: 'Built-in', groupId: '' },
    ],
  });
  const remembered = (deviceId: string | null, label: string) => ({ deviceId, label, isOn: true });

  it.each([
    ['by id first', remembered('b', 'USB Camera'), true, 'b'],
    ['by label when ids were rotated', remembered('old-id', 'USB Camera'), true, 'new-id'],
    ['not by label while labels are made up', remembered('old-id', 'USB Camera'), false, null],
    ['nothing when it is not there', remembered('old-id', 'Other'), true, null],
    ['nothing when the default was chosen', remembered(null, 'USB Camera'), true, null],
  ] as const)('goes %s', (_, choice, isNamed, expected) => {
    expect(findRemembered(list(isNamed), choice)).toBe(expected);
  });
});
