import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { ConnectionMonitor } from './connection-monitor';

let clock: FakeClock;
let connection: FakePeerConnection;
const restartIce = vi.fn();
const onConnected = vi.fn();
const onChange = vi.fn();

beforeEach(() => {
  clock = createFakeClock(0);
  connection = new FakePeerConnection(new FakeNetwork({ clock }));
  for (const mock of [restartIce, onConnected, onChange]) mock.mockClear();
  vi.spyOn(connection, 'restartIce').mockImplementation(restartIce);
});

function watch(canRestart = true): ConnectionMonitor {
  const peerConnection = connection.asPeerConnection();
  return new ConnectionMonitor({ peerConnection, canRestart, onConnected, onChange, clock });
}

function enter(state: RTCPeerConnectionState): void {
  vi.spyOn(connection, 'connectionState', 'get').mockReturnValue(state);
  connection.onconnectionstatechange?.call(connection.asPeerConnection(), new Event('connectionstatechange'));
}

describe('connection monitor (PROTOCOL N2)', () => {
  it('follows the connection while all is well', () => {
    const monitor = watch();
    expect(monitor.status).toEqual({ status: 'connecting' });
    enter('connecting');
    expect(monitor.status).toEqual({ status: 'connecting' });
    enter('connected');
    expect(monitor.status).toEqual({ status: 'connected' });
    expect(onConnected).toHaveBeenCalledOnce();
    expect(onChange).toHaveBeenCalledOnce();
    expect(clock.pendingCount).toBe(0);
  });

  it('restarts after 2 s of interruption, not before', () => {
    const monitor = watch();
    enter('connected');
    enter('disconnected');
    expect(monitor.status).toEqual({ status: 'interrupted' });
    clock.advance(1_999);
    expect(restartIce).not.toHaveBeenCalled();
    clock.advance(1);
    expect(restartIce).toHaveBeenCalledOnce();
    expect(monitor.status).toEqual({ status: 'restarting', attempt: 1 });
  });

  it('lets a short interruption pass', () => {
    const monitor = watch();
    enter('disconnected');
    clock.advance(1_000);
    enter('connected');
    clock.advance(60_000);
    expect(restartIce).not.toHaveBeenCalled();
    expect(monitor.status).toEqual({ status: 'connected' });
  });

  it('counts an interruption from its beginning, whatever the connection tries meanwhile', () => {
    const monitor = watch();
    enter('disconnected');
    clock.advance(1_500);
    enter('connecting');
    enter('disconnected');
    expect(monitor.status).toEqual({ status: 'interrupted' });
    clock.advance(500);
    expect(restartIce).toHaveBeenCalledOnce();
  });

  it('restarts at once when the connection has failed', () => {
    const monitor = watch();
    enter('failed');
    expect(restartIce).toHaveBeenCalledOnce();
    expect(monitor.status).toEqual({ status: 'restarting', attempt: 1 });
  });

  it('does not wait for the end of the 2 s when the connection fails meanwhile', () => {
    watch();
    enter('disconnected');
    clock.advance(500);
    enter('failed');
    expect(restartIce).toHaveBeenCalledOnce();
    clock.advance(4_999);
    expect(restartIce).toHaveBeenCalledOnce();
  });

  it('tries again every 5 s, tells after three in vain, and goes on trying', () => {
    const monitor = watch();
    enter('failed');
    clock.advance(10_000);
    expect(monitor.status).toEqual({ status: 'restarting', attempt: 3 });
    enter('connecting');
    enter('failed');
    clock.advance(5_000);
    expect(monitor.status).toEqual({ status: 'failed' });
    clock.advance(5_000);
    expect(restartIce).toHaveBeenCalledTimes(5);
  });

  it('begins anew after a success', () => {
    const monitor = watch();
    enter('failed');
    clock.advance(15_000);
    enter('connected');
    expect(monitor.status).toEqual({ status: 'connected' });
    expect(clock.pendingCount).toBe(0);
    enter('failed');
    expect(monitor.status).toEqual({ status: 'restarting', attempt: 1 });
  });

  it('only waits and says so when restarts are the other side’s', () => {
    const monitor = watch(false);
    enter('disconnected');
    clock.advance(2_000);
    expect(monitor.status).toEqual({ status: 'restarting', attempt: 1 });
    clock.advance(15_000);
    expect(monitor.status).toEqual({ status: 'failed' });
    expect(restartIce).not.toHaveBeenCalled();
    enter('connected');
    expect(monitor.status).toEqual({ status: 'connected' });
  });

  it('does nothing more once closed', () => {
    const monitor = watch();
    enter('disconnected');
    onChange.mockClear();
    monitor.close();
    enter('failed');
    clock.advance(60_000);
    expect(restartIce).not.toHaveBeenCalled();
    expect(onChange).not.toHaveBeenCalled();
    expect(clock.pendingCount).toBe(0);
  });
});
