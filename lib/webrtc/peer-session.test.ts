import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { meet, Side } from './test-side';
import { uplinkBudget } from './uplink-budget';

let clock: FakeClock;
let network: FakeNetwork;
let newcomer: Side;
let resident: Side;

const aMoment = () => clock.advanceAsync(100);

beforeEach(() => {
  clock = createFakeClock(0);
  network = new FakeNetwork({ clock });
});

describe('peer session', () => {
  beforeEach(() => {
    newcomer = new Side({ network, clock }, 'offerer');
    resident = new Side({ network, clock }, 'answerer');
    meet(newcomer, resident);
  });

  it('connects with one offer and one answer, and needs no other (PROTOCOL N1)', async () => {
    await aMoment();
    expect([newcomer.session.status, resident.session.status]).toEqual([
      { status: 'connected' },
      { status: 'connected' },
    ]);
    expect(newcomer.sent.filter(({ kind }) => kind === 'description')).toHaveLength(1);
    expect(resident.sent.filter(({ kind }) => kind === 'description')).toHaveLength(1);
    await clock.advanceAsync(2_000);
    expect(clock.pendingCount).toBe(0);
  });

  it('names the remote tracks by what they show', async () => {
    expect(newcomer.session.getRemoteTrack('camera')?.kind).toBe('video');
    expect(resident.session.getRemoteTrack('camera')).toBeNull();
    await aMoment();
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
    await aMoment();
    const ours = newcomer.session.getDescriptions();
    const theirs = resident.session.getDescriptions();
    expect(newcomer.session.hasBeenAnswered).toBe(true);
    expect(ours?.local).toContain('a=fingerprint:');
    expect(ours).toEqual({ local: theirs?.remote, remote: theirs?.local });
  });

  it('hears how loud the other person is', async () => {
    expect(newcomer.session.getAudioLevel()).toBe(0);
    await aMoment();
    const receiver = newcomer.connection.getTransceivers()[0]?.receiver;
    receiver?.sources.push({ audioLevel: 0.5, rtpTimestamp: 0, source: 1, timestamp: 0 });
    expect(newcomer.session.getAudioLevel()).toBe(0.5);
  });

  it('says when the path goes through a relay', async () => {
    network.isRelayed = true;
    await aMoment();
    expect(newcomer.session.isRelayed).toBe(true);
    expect(newcomer.onChange).toHaveBeenCalledTimes(2);
  });

  it('passes new ICE servers on', () => {
    newcomer.session.setConfiguration({ iceTransportPolicy: 'relay' });
    expect(newcomer.connection.getConfiguration()).toEqual({ iceTransportPolicy: 'relay' });
  });
});

describe('peer session: trouble', () => {
  beforeEach(async () => {
    newcomer = new Side({ network, clock }, 'offerer');
    resident = new Side({ network, clock }, 'answerer');
    meet(newcomer, resident);
    await aMoment();
  });

  it('a broken path is restarted by the newcomer alone (PROTOCOL N2)', async () => {
    network.breakPaths();
    await clock.advanceAsync(7_000);
    expect(newcomer.session.status).toMatchObject({ status: 'interrupted' });
    expect(resident.session.status).toMatchObject({ status: 'interrupted' });
    await clock.advanceAsync(3_000);
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
    await aMoment();
    expect(newcomer.connection.signalingState).toBe('have-local-offer');
    resident.isOnline = true;
    newcomer.session.resync();
    await aMoment();
    expect(newcomer.connection.signalingState).toBe('stable');
    await clock.advanceAsync(2_000);
    expect(clock.pendingCount).toBe(0);
  });

  it('without a network the person is told, and the call comes back with it', async () => {
    network.setReachable(false);
    newcomer.isOnline = false;
    await clock.advanceAsync(60_000);
    expect(newcomer.session.status).toEqual({ status: 'failed' });
    newcomer.isOnline = true;
    network.setReachable(true);
    await clock.advanceAsync(10_000);
    expect([newcomer.session.status, resident.session.status]).toEqual([
      { status: 'connected' },
      { status: 'connected' },
    ]);
    expect(clock.pendingCount).toBe(0);
  });

  it('closing ends everything, quietly', async () => {
    newcomer.session.setBudget(uplinkBudget(2, false));
    newcomer.session.setLocalTrack('camera', null);
    newcomer.session.close();
    newcomer.session.setBudget(uplinkBudget(3, false));
    newcomer.session.setLocalTrack('camera', null);
    newcomer.session.resync();
    newcomer.onChange.mockClear();
    await clock.advanceAsync(0);
    expect(newcomer.warn).not.toHaveBeenCalled();
    expect(newcomer.onChange).not.toHaveBeenCalled();
    resident.session.close();
    expect(clock.pendingCount).toBe(0);
  });
});

describe('peer session: offers of others', () => {
  it('with sections that are not ours are refused, which is told, and the right one is taken afterwards', async () => {
    resident = new Side({ network, clock }, 'answerer');
    const stranger = new FakePeerConnection(network);
    stranger.addTransceiver('video');
    await stranger.setLocalDescription();
    resident.session.receive({
      kind: 'description',
      content: { negotiation: 'AAAAAAAAAAA', type: 'offer', sdp: stranger.localDescription?.sdp ?? '' },
    });
    await aMoment();
    expect(resident.warn).toHaveBeenCalledOnce();
    expect(resident.sent).toEqual([]);
    expect(resident.session.status).toEqual({ status: 'failed' });
    newcomer = new Side({ network, clock }, 'offerer');
    meet(newcomer, resident);
    await aMoment();
    expect(resident.session.status).toEqual({ status: 'connected' });
    expect(resident.session.getRemoteTrack('camera')?.kind).toBe('video');
  });
});

describe('peer session: made ready in the lobby (PROTOCOL J4)', () => {
  it('keeps silent, and connects once its offer has travelled with the join', async () => {
    newcomer = new Side({ network, clock }, 'offerer', {}, true);
    resident = new Side({ network, clock }, 'answerer');
    await aMoment();
    expect(newcomer.sent).toEqual([]);
    const offer = newcomer.session.takeHeldOffer();
    if (!offer) throw new Error('no offer');
    meet(newcomer, resident);
    resident.session.receive({ kind: 'description', content: offer });
    newcomer.session.release({ isOfferDelivered: true });
    await aMoment();
    expect(newcomer.session.status).toEqual({ status: 'connected' });
    expect(newcomer.sent).toEqual([]);
  });
});
