import { describe, expect, it, vi } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { gather } from './gather';
import { reachServer } from './reach-server';
import { settleWithin } from './settle-within';
import { scriptedConnections } from './testing/scripted-connection';

describe('A wait with an end', () => {
  it.each([
    ['what comes first', (settle: (value: string) => void) => settle('here'), 'here'],
    ['what it is given for the end of the time', () => undefined, 'late'],
  ])('gives %s, and leaves no timer', async (_, begin, expected) => {
    const clock = createFakeClock();
    const settled = settleWithin({ clock }, 1_000, 'late', begin);
    await clock.advanceAsync(1_000);
    expect(await settled).toBe(expected);
    expect(clock.pendingCount).toBe(0);
  });

  it('ends at once when nobody wants it any more, and with what goes wrong at the start', async () => {
    const clock = createFakeClock();
    const control = new AbortController();
    const settled = settleWithin({ clock, signal: control.signal }, 1_000, 'late', () => undefined);
    control.abort();
    expect(await settled).toBe('late');
    const broken = () => {
      throw new Error('no way');
    };
    await expect(settleWithin({ clock }, 1_000, 'late', broken)).rejects.toThrow('no way');
    expect(clock.pendingCount).toBe(0);
  });

  it('asks neither the server nor the network for a page that has gone already', async () => {
    const clock = createFakeClock();
    const signal = AbortSignal.abort();
    const connections = scriptedConnections(clock, () => ({ completeAfterMs: 5 }));
    const createPeerConnection = vi.fn(connections.createPeerConnection);
    const gathered = await gather({ createPeerConnection, clock, signal }, {}, { timeoutMs: 1_000 });
    expect(gathered.isComplete).toBe(false);
    expect(createPeerConnection).not.toHaveBeenCalled();

    const connect = vi.fn();
    const channel = { state: 'idle', transport: null, onStateChange: () => () => undefined, connect };
    const createChannel = () => ({ ...channel, request: vi.fn(), close: vi.fn() }) as never;
    const reached = await reachServer({ createChannel, clock, signal });
    expect(reached).toEqual({ ok: false, code: 'server-unreachable' });
    expect(connect).not.toHaveBeenCalled();
  });
});
