import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { meet, Side, SideWorld } from './test-side';
import { uplinkBudget } from './uplink-budget';

let world: SideWorld;
let newcomer: Side;
let resident: Side;

beforeEach(() => {
  world = new SideWorld();
});

describe('peer session', () => {
  beforeEach(() => {
    newcomer = new Side(world, 'offerer');
    resident = new Side(world, 'answerer');
    meet(newcomer, resident);
  });

  it('connects with one offer and one answer, and needs no other (PROTOCOL N1)', async () => {
    await world.aMoment();
    expect([newcomer.session.status, resident.session.status]).toEqual([
      { status: 'connected' },
      { status: 'connected' },
    ]);
    expect(newcomer.sent.filter(({ kind }) => kind === 'description')).toHaveLength(1);
    expect(resident.sent.filter(({ kind }) => kind === 'description')).toHaveLength(1);
    await world.clock.advanceAsync(2_000);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('names the remote tracks by what they show', async () => {
    expect(newcomer.session.getRemoteTrack('camera')?.kind).toBe('video');
    expect(resident.session.getRemoteTrack('camera')).toBeNull();
    await world.aMoment();
    for (const { session, connection } of [newcomer, resident]) {
      const received = connection.getTransceivers().map(({ receiver }) => receiver.track.id);
      const sources = ['microphone', 'camera', 'screen', 'screen-sound'] as const;
      expect(sources.map((source) => session.getRemoteTrack(source)?.id)).toEqual(received);
    }
    expect(resident.onChange).toHaveBeenCalled();
  });

  it('tells both descriptions once they are agreed on', async () => {
    expect(newcomer.session.getDescriptions()).toBeNull();
    expect(newcomer.session.hasBeenAnswered).toBe(false);
    await world.aMoment();
    const ours = newcomer.session.getDescriptions();
    const theirs = resident.session.getDescriptions();
    expect(newcomer.session.hasBeenAnswered).toBe(true);
    expect(ours?.local).toContain('a=fingerprint:');
    expect(ours).toEqual({ local: theirs?.remote, remote: theirs?.local });
  });

  it('hears how loud the other person is', async () => {
    expect(newcomer.session.getAudioLevel()).toBe(0);
    await world.aMoment();
    const receiver = newcomer.connection.getTransceivers()[0]?.receiver;
    receiver?.sources.push({ audioLevel: 0.5, rtpTimestamp: 0, source: 1, timestamp: 0 });
    expect(newcomer.session.getAudioLevel()).toBe(0.5);
  });

  it('says when the path goes through a relay', async () => {
    world.network.isRelayed = true;
    await world.aMoment();
    expect(newcomer.session.isRelayed).toBe(true);
    expect(newcomer.onChange).toHaveBeenCalledTimes(2);
  });

  it('looks for a path once more, on the offering side, when a direct one was given up for a relay (N5)', async () => {
    const detour: [string, unknown][] = [
      ...(await newcomer.connection.getStats()),
      ['L', { id: 'L', type: 'local-candidate', candidateType: 'relay' }],
      ['H', { id: 'H', type: 'local-candidate', candidateType: 'host' }],
      [
        'D',
        {
          id: 'D',
          type: 'candidate-pair',
          state: 'succeeded',
          localCandidateId: 'H',
          remoteCandidateId: 'R',
        },
      ],
      ['T', { id: 'T', type: 'transport', selectedCandidatePairId: 'CP' }],
    ];
    const looks = [newcomer, resident].map(({ connection }) => {
      vi.spyOn(connection, 'getStats').mockResolvedValue(new Map(detour));
      return vi.spyOn(connection, 'restartIce');
    });
    await world.aMoment();
    expect(newcomer.session.isRelayed).toBe(true);
    await world.clock.advanceAsync(2_000);
    expect(looks.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    vi.mocked(newcomer.connection.getStats).mockRestore();
    await world.clock.advanceAsync(20_000);
    expect(newcomer.session.isRelayed).toBe(false);
    expect(looks.map(({ mock }) => mock.calls.length)).toEqual([1, 0]);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('passes new ICE servers on', () => {
    newcomer.session.setConfiguration({ iceTransportPolicy: 'relay' });
    expect(newcomer.connection.getConfiguration()).toEqual({ iceTransportPolicy: 'relay' });
  });
});

describe('peer session: trouble', () => {
  beforeEach(async () => {
    newcomer = new Side(world, 'offerer');
    resident = new Side(world, 'answerer');
    meet(newcomer, resident);
    await world.aMoment();
  });

  it('a broken path is restarted by the newcomer alone (PROTOCOL N2)', async () => {
    world.network.breakPaths();
    await world.clock.advanceAsync(7_000);
    expect(newcomer.session.status).toMatchObject({ status: 'interrupted' });
    expect(resident.session.status).toMatchObject({ status: 'interrupted' });
    await world.clock.advanceAsync(3_000);
    expect([newcomer.session.status, resident.session.status]).toEqual([
      { status: 'connected' },
      { status: 'connected' },
    ]);
    expect(newcomer.restartIce).toHaveBeenCalledOnce();
    expect(resident.restartIce).not.toHaveBeenCalled();
  });

  it('an offer that got lost is sent again when somebody is back (PROTOCOL N4)', async () => {
    resident.isOnline = false;
    newcomer.connection.restartIce();
    await world.aMoment();
    expect(newcomer.connection.signalingState).toBe('have-local-offer');
    resident.isOnline = true;
    newcomer.session.resync();
    await world.aMoment();
    expect(newcomer.connection.signalingState).toBe('stable');
    await world.clock.advanceAsync(2_000);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('without a network the person is told, and the call comes back with it', async () => {
    world.network.setReachable(false);
    newcomer.isOnline = false;
    await world.clock.advanceAsync(60_000);
    expect(newcomer.session.status).toEqual({ status: 'failed' });
    newcomer.isOnline = true;
    world.network.setReachable(true);
    await world.clock.advanceAsync(10_000);
    expect([newcomer.session.status, resident.session.status]).toEqual([
      { status: 'connected' },
      { status: 'connected' },
    ]);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('closing ends everything, quietly', async () => {
    newcomer.session.setBudget(uplinkBudget(2, false));
    newcomer.session.setLocalTrack('camera', null);
    newcomer.session.close();
    newcomer.session.setBudget(uplinkBudget(3, false));
    newcomer.session.setLocalTrack('camera', null);
    newcomer.session.resync();
    newcomer.onChange.mockClear();
    await world.clock.advanceAsync(0);
    expect(newcomer.warn).not.toHaveBeenCalled();
    expect(newcomer.onChange).not.toHaveBeenCalled();
    resident.session.close();
    expect(world.clock.pendingCount).toBe(0);
  });
});

describe('peer session: offers of others', () => {
  it('with sections that are not ours are refused, which is told, and the right one is taken afterwards', async () => {
    resident = new Side(world, 'answerer');
    const stranger = new FakePeerConnection(world.network);
    stranger.addTransceiver('video');
    await stranger.setLocalDescription();
    resident.session.receive({
      kind: 'description',
      content: { negotiation: 'AAAAAAAAAAA', type: 'offer', sdp: stranger.localDescription?.sdp ?? '' },
    });
    await world.aMoment();
    expect(resident.warn).toHaveBeenCalledOnce();
    expect(resident.sent).toEqual([]);
    expect(resident.session.status).toEqual({ status: 'failed' });
    newcomer = new Side(world, 'offerer');
    meet(newcomer, resident);
    await world.aMoment();
    expect(resident.session.status).toEqual({ status: 'connected' });
    expect(resident.session.getRemoteTrack('camera')?.kind).toBe('video');
  });
});

describe('peer session: made ready in the lobby (PROTOCOL J4)', () => {
  it('keeps silent, and connects once its offer has travelled with the join', async () => {
    newcomer = new Side(world, 'offerer', {}, true);
    resident = new Side(world, 'answerer');
    await world.aMoment();
    expect(newcomer.sent).toEqual([]);
    const offer = newcomer.session.takeHeldOffer();
    if (!offer) throw new Error('no offer');
    meet(newcomer, resident);
    resident.session.receive({ kind: 'description', content: offer });
    newcomer.session.release({ isOfferDelivered: true });
    await world.aMoment();
    expect(newcomer.session.status).toEqual({ status: 'connected' });
    expect(newcomer.sent).toEqual([]);
  });
});
