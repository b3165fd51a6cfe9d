import { describe, expect, it, vi } from 'vitest';
import { connectFakes } from '@/lib/testing/connect-fakes';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { isDetour, isPathRelayed } from './selected-path';

const network = new FakeNetwork({ clock: createFakeClock(0) });

function report(localType: string, remoteType: string): RTCStatsReport {
  const stats: [string, unknown][] = [
    ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'used' }],
    ['unused', { id: 'unused', type: 'candidate-pair', localCandidateId: 'X', remoteCandidateId: 'R' }],
    ['used', { id: 'used', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' }],
    ['X', { id: 'X', type: 'local-candidate', candidateType: 'relay' }],
    ['L', { id: 'L', type: 'local-candidate', candidateType: localType }],
    ['R', { id: 'R', type: 'remote-candidate', candidateType: remoteType }],
  ];
  return new Map(stats);
}

async function isRelayedWith(stats: RTCStatsReport): Promise<boolean> {
  const connection = new FakePeerConnection(network);
  vi.spyOn(connection, 'getStats').mockResolvedValue(stats);
  return isPathRelayed(connection.asPeerConnection());
}

describe('selected path', () => {
  it('is relayed when either end of the pair in use is a relay', async () => {
    expect(await isRelayedWith(report('relay', 'srflx'))).toBe(true);
    expect(await isRelayedWith(report('host', 'relay'))).toBe(true);
  });

  it('is direct when only a pair that is not in use has a relay', async () => {
    expect(await isRelayedWith(report('host', 'prflx'))).toBe(false);
  });

  it('is that of the pair which Firefox marks, without a transport to name it', async () => {
    const stats: [string, Record<string, unknown>][] = [
      ['P', { id: 'P', type: 'candidate-pair', selected: false, localCandidateId: 'H' }],
      ['Q', { id: 'Q', type: 'candidate-pair', selected: true, localCandidateId: 'L' }],
      ['H', { id: 'H', type: 'local-candidate', candidateType: 'host' }],
      ['L', { id: 'L', type: 'local-candidate', candidateType: 'relay' }],
    ];
    expect(await isRelayedWith(new Map(stats))).toBe(true);
    const moved = new Map(stats).set('Q', {
      id: 'Q',
      type: 'candidate-pair',
      selected: true,
      localCandidateId: 'H',
    });
    expect(await isRelayedWith(moved)).toBe(false);
  });

  it('counts as direct when the browser does not say', async () => {
    expect(await isRelayedWith(new Map())).toBe(false);
    expect(await isRelayedWith(new Map([['T', { id: 'T', type: 'transport' }]]))).toBe(false);
  });

  it('is read from a live connection', async () => {
    const connection = new FakePeerConnection(network);
    connection.addTransceiver('audio');
    await connectFakes(connection, new FakePeerConnection(network));
    expect(await isPathRelayed(connection.asPeerConnection())).toBe(false);
    network.isRelayed = true;
    expect(await isPathRelayed(connection.asPeerConnection())).toBe(true);
  });
});

describe('a detour', () => {
  async function isDetourWith(localType: string, state: string, otherType = 'host'): Promise<boolean> {
    const connection = new FakePeerConnection(network);
    const stats = new Map<string, unknown>([
      ...report(localType, 'srflx'),
      ['H', { id: 'H', type: 'local-candidate', candidateType: otherType }],
      ['D', { id: 'D', type: 'candidate-pair', state, localCandidateId: 'H', remoteCandidateId: 'R' }],
    ]);
    vi.spyOn(connection, 'getStats').mockResolvedValue(stats as RTCStatsReport);
    return isDetour(connection.asPeerConnection());
  }

  it('is a path through a relay where a direct one has been found', async () => {
    expect(await isDetourWith('relay', 'succeeded')).toBe(true);
  });

  it('is none where no direct path has been found, or it is the one in use', async () => {
    expect(await isDetourWith('relay', 'in-progress')).toBe(false);
    expect(await isDetourWith('relay', 'succeeded', 'relay')).toBe(false);
    expect(await isDetourWith('host', 'succeeded')).toBe(false);
  });
});
