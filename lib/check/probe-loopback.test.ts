import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import type { Relay } from './ice-urls';
import { probeLoopback } from './probe-loopback';
import { createFakeLine, type FakeLineEnd } from './testing/fake-data-line';

const server = { urls: 'turn:turn.example.org', username: 'u', credential: 'c' };
const relay: Relay = { url: server.urls, transport: 'udp', server };

let clock: FakeClock;
let near: FakeLineEnd;
let far: FakeLineEnd;
let opened: { configuration: RTCConfiguration; isClosed: boolean }[];
beforeEach(() => {
  clock = createFakeClock();
  ({ near, far } = createFakeLine({ clock, delayMs: 30, rateKbps: 1_000 }));
  opened = [];
});

/** Two peer connections in one page; the second description that the first takes in opens the channel, or does not. */
function createPeerConnection(isReachable: boolean) {
  return (configuration: RTCConfiguration): RTCPeerConnection => {
    const record = { configuration, isClosed: false };
    opened.push(record);
    const connection = {
      localDescription: null as { type: string } | null,
      onicecandidate: null,
      ondatachannel: null as ((event: { channel: FakeLineEnd }) => void) | null,
      createDataChannel: () => near,
      async setLocalDescription() {
        connection.localDescription = { type: 'description' };
      },
      async setRemoteDescription() {
        if (!isReachable) return;
        clock.setTimeout(() => {
          connection.ondatachannel?.({ channel: far });
          near.readyState = 'open';
          far.readyState = 'open';
          near.onopen?.();
        }, 100);
      },
      close() {
        record.isClosed = true;
      },
    };
    return connection as unknown as RTCPeerConnection;
  };
}

describe('A call to oneself', () => {
  it('goes through the one relay, is measured, and leaves nothing open', async () => {
    const probing = probeLoopback({ clock, createPeerConnection: createPeerConnection(true) }, relay);
    await clock.advanceAsync(10_000);
    expect((await probing)?.roundTripMs).toBeCloseTo(60, 0);
    const configuration = { iceServers: [server], iceTransportPolicy: 'relay' };
    expect(opened).toEqual(Array(2).fill({ configuration, isClosed: true }));
  });

  it('that does not connect is given up, and leaves nothing open', async () => {
    const probing = probeLoopback({ clock, createPeerConnection: createPeerConnection(false) }, relay);
    await clock.advanceAsync(8_000);
    expect(await probing).toBeNull();
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, true]);
    expect(clock.pendingCount).toBe(0);
  });

  it('that nobody waits for any more ends at once', async () => {
    const control = new AbortController();
    const ports = { clock, createPeerConnection: createPeerConnection(false), signal: control.signal };
    const probing = probeLoopback(ports, relay);
    await clock.advanceAsync(10);
    control.abort();
    expect(await probing).toBeNull();
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('is nothing where the browser refuses a second connection, and the first is closed', async () => {
    const create = createPeerConnection(true);
    const probing = probeLoopback(
      {
        clock,
        createPeerConnection: (configuration) => {
          if (opened.length === 1) throw new DOMException('too many', 'OperationError');
          return create(configuration);
        },
      },
      relay,
    );
    expect(await probing).toBeNull();
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});
