import { describe, expect, it } from 'vitest';
import { addressBacklogBytes, chooseSlowReaders, connectionBacklogBytes } from './choose-slow-readers';

const most = connectionBacklogBytes;

describe('chooseSlowReaders', () => {
  it('names whoever lets more wait than one connection may, and nobody else', () => {
    const full = { address: 'a', bytes: most };
    const over = { address: 'a', bytes: most + 1 };
    const behindProxy = { address: null, bytes: most + 1 };
    expect(chooseSlowReaders([full, over, behindProxy, { address: 'b', bytes: 1 }])).toEqual([
      over,
      behindProxy,
    ]);
  });

  it('names the fullest of an address for which too much waits, until no more than it may', () => {
    const count = 2 * (addressBacklogBytes / most);
    const crowd = Array.from({ length: count }, (_, index) => ({ address: 'a', bytes: most - index }));
    const others = crowd.map(({ bytes }) => ({ address: 'b', bytes: bytes / 2 }));
    const unknown = crowd.map(({ bytes }) => ({ address: null, bytes }));
    const slow = chooseSlowReaders([...others, ...crowd.toReversed(), ...unknown]);
    expect(slow).toEqual(crowd.slice(0, slow.length));
    const left = crowd.slice(slow.length).reduce((sum, { bytes }) => sum + bytes, 0);
    expect(left).toBeLessThanOrEqual(addressBacklogBytes);
    expect(left + (slow.at(-1)?.bytes ?? 0)).toBeGreaterThan(addressBacklogBytes);
  });
});
