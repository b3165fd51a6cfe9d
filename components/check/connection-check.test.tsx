// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CheckRun, type CheckRunPorts } from '@/lib/check/check-run';
import { scriptedConnections } from '@/lib/check/testing/scripted-connection';
import { fail, ok } from '@/lib/protocol';
import { systemClock } from '@/lib/store/clock';
import { ConnectionCheck } from './connection-check';

afterEach(cleanup);

const turn = { urls: ['turn:198.51.100.20', 'turns:198.51.100.20'], username: 'u', credential: 'hush' };
const stun = { urls: ['stun:198.51.100.20'] };
const host = { type: 'host', address: '192.168.1.5', port: 5000 } as const;
const seen = {
  type: 'srflx',
  address: '203.0.113.77',
  port: 6000,
  relatedAddress: '192.168.1.5',
  relatedPort: 5000,
} as const;

/** A server that answers at once with these ICE servers, or not at all. */
function fakeChannel(
  iceServers: readonly (typeof turn | typeof stun)[] | null,
): ReturnType<CheckRunPorts['createChannel']> {
  const ice = { iceServers: [...(iceServers ?? [])], iceTransportPolicy: 'all', ttlS: null } as const;
  const listeners: ((state: 'online') => void)[] = [];
  return {
    state: 'online',
    transport: 'websocket',
    onStateChange: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
    connect: () => {
      for (const listener of listeners) listener('online');
    },
    request: (async (event: string) => {
      if (!iceServers) return fail('server-draining');
      return ok(event === 'ice:refresh' ? ice : { participantId: '', participants: [], capacity: 8, ice });
    }) as ReturnType<CheckRunPorts['createChannel']>['request'],
    close: () => undefined,
  };
}

function createRun(changes: Partial<CheckRunPorts> = {}): CheckRun {
  const { createPeerConnection } = scriptedConnections(systemClock, ({ iceTransportPolicy, iceServers }) => {
    if (iceTransportPolicy !== 'relay') return { candidates: [host, seen], completeAfterMs: 5 };
    const isTls = String(iceServers?.[0]?.urls).startsWith('turns:');
    if (isTls) return { errors: [{ errorCode: 401, url: '' }], completeAfterMs: 5 };
    return { candidates: [{ type: 'relay', address: '198.51.100.20', port: 50_000 }] };
  });
  return new CheckRun({
    platform: {
      mediaDevices: undefined,
      permissions: undefined,
      createAudioContext: undefined,
      createStream: () => new MediaStream(),
      document: undefined,
    },
    createSpeakerElement: undefined,
    createPeerConnection,
    createChannel: () => fakeChannel([turn]),
    clock: systemClock,
    isSecure: true,
    isCapable: true,
    ...changes,
  });
}

const verdict = () => within(screen.getByRole('region', { name: 'Result' })).getByRole('status').textContent;

const rowOf = (name: string) => {
  const row = screen.getByRole('heading', { name }).closest('li');
  if (!row) throw new Error(`no row ${name}`);
  return within(row);
};

describe('The connection check', () => {
  it('shows what it found of each way, and a verdict that counts the call through the relay', async () => {
    render(<ConnectionCheck createRun={createRun} />);
    // The fake connections gather, and never connect.
    await vi.waitFor(() => expect(verdict()).toBe('Most calls will work from here.'));
    rowOf('Call through the relay').getByRole('img', { name: 'Problem' });
    rowOf('UDP (STUN)').getByRole('img', { name: 'Fine' });
    rowOf('Relay over UDP').getByRole('img', { name: 'Fine' });
    rowOf('Relay over TLS').getByRole('img', { name: 'Problem' });
    rowOf('Address translation (NAT)').getByText(/takes two to compare/);
    rowOf('IPv6').getByRole('img', { name: 'Skipped' });
  });

  it('keeps addresses and credentials out of the report', async () => {
    render(<ConnectionCheck createRun={createRun} />);
    const summary = await screen.findByText('What the report says');
    await userEvent.click(summary);
    const report = summary.parentElement?.querySelector('pre')?.textContent ?? '';
    expect(report).toContain('Relay over UDP');
    expect(report).not.toMatch(/203\.0\.113\.77|198\.51\.100\.20|hush/);
  });

  it('says why nothing works when the server refuses, and what to do', async () => {
    render(<ConnectionCheck createRun={() => createRun({ createChannel: () => fakeChannel(null) })} />);
    await vi.waitFor(() => {
      expect(verdict()).toMatch(/^Calls will not work from here: the server is about/);
    });
    rowOf('Call server').getByRole('img', { name: 'Problem' });
    rowOf('UDP (STUN)').getByRole('img', { name: 'Skipped' });
  });

  it('asks nothing of the network on a page that is not secure', async () => {
    const createChannel = vi.fn(() => fakeChannel([turn]));
    render(<ConnectionCheck createRun={() => createRun({ createChannel, isSecure: false })} />);
    await vi.waitFor(() => expect(verdict()).toMatch(/isn’t secure/));
    expect(createChannel).not.toHaveBeenCalled();
  });

  it('says how many calls fail without a relay, and how many without STUN as well', async () => {
    const { unmount } = render(
      <ConnectionCheck createRun={() => createRun({ createChannel: () => fakeChannel([stun]) })} />,
    );
    await screen.findByText('What the report says');
    rowOf('Relay (TURN)').getByText(/about one call in six .* does not connect/);
    unmount();

    render(<ConnectionCheck createRun={() => createRun({ createChannel: () => fakeChannel([]) })} />);
    await screen.findByText('What the report says');
    rowOf('Relay (TURN)').getByText(/hardly any call between two networks connects/);
  });

  it('looks again when asked', async () => {
    const create = vi.fn(() => createRun({ createChannel: () => fakeChannel([]) }));
    render(<ConnectionCheck createRun={create} />);
    await screen.findByText('What the report says');
    await userEvent.click(screen.getByRole('button', { name: 'Check again' }));
    await screen.findByText('What the report says');
    expect(create).toHaveBeenCalledTimes(2);
  });

  it('takes the word of the person for the speaker', async () => {
    const run = createRun({ createChannel: () => fakeChannel([]) });
    render(<ConnectionCheck createRun={() => run} />);
    await screen.findByText('What the report says');
    run.setHeard(false);
    await vi.waitFor(() => rowOf('Speaker').getByRole('img', { name: 'Problem' }));
  });
});
