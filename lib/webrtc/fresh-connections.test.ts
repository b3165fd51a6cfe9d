import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { createFreshConnections } from './fresh-connections';

let clock: FakeClock;
/** The frames that were opened, and whether each is still there. */
let frames: { isThere: boolean }[];
let isRefusing: boolean;
let createConnection: () => RTCPeerConnection;

beforeEach(() => {
  clock = createFakeClock();
  frames = [];
  isRefusing = false;
  const network = new FakeNetwork({ clock });
  const create = createFreshConnections({
    openFrame: () => {
      const frame = { isThere: true };
      frames.push(frame);
      return {
        createPeerConnection: () => {
          if (isRefusing) throw new DOMException('too many', 'UnknownError');
          return new FakePeerConnection(network).asPeerConnection();
        },
        remove: () => {
          frame.isThere = false;
        },
      };
    },
    setTimeout: (task, delayMs) => clock.setTimeout(task, delayMs),
  });
  createConnection = () => create({});
});

const areThere = () => frames.map(({ isThere }) => isThere);

describe('fresh connections', () => {
  it('share a frame when they are made together, and have another one later', async () => {
    createConnection();
    createConnection();
    expect(frames).toHaveLength(1);
    await Promise.resolve();
    createConnection();
    expect(frames).toHaveLength(2);
  });

  it('keep their frame until all of them are closed and have had their time to answer', () => {
    const connections = [createConnection(), createConnection()];
    connections[0]?.close();
    clock.advance(4_900);
    connections[1]?.close();
    expect(connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    clock.advance(4_999);
    expect(areThere()).toEqual([true]);
    clock.advance(1);
    expect(areThere()).toEqual([false]);
  });

  it('do not lose the frame of another when one is closed twice', () => {
    const [connection] = [createConnection(), createConnection()];
    connection?.close();
    connection?.close();
    clock.advance(60_000);
    expect(areThere()).toEqual([true]);
  });

  it('leave no frame behind when the browser refuses one', async () => {
    isRefusing = true;
    expect(createConnection).toThrow('too many');
    clock.advance(60_000);
    expect(areThere()).toEqual([false]);
    isRefusing = false;
    await Promise.resolve();
    createConnection();
    expect(areThere()).toEqual([false, true]);
  });
});
