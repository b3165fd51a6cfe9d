import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeMediaStreamTrack } from '@/lib/testing/fake-media-track';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import type { MediaSource } from './media-sections';
import type { PeerMessage } from './negotiator';
import { PeerSession, type PeerSessionOptions } from './peer-session';
import { uplinkBudget } from './uplink-budget';

let clock: FakeClock;
let network: FakeNetwork;
let newcomer: Side;
let resident: Side;

class Side {
  readonly connection = new FakePeerConnection(network);
  readonly sent: PeerMessage[] = [];
  readonly warn = vi.fn();
  readonly onChange = vi.fn();
  readonly onPictureMessage = vi.fn();
  readonly onReachable = vi.fn();
  readonly restartIce = vi.spyOn(this.connection, 'restartIce');
  readonly session: PeerSession;
  isOnline = true;
  other: Side | null = null;

  constructor(
    role: PeerSessionOptions['role'],
    tracks: Partial<Record<MediaSource, MediaStreamTrack>> = {},
    isWarm = false,
  ) {
    this.session = new PeerSession({
      peerConnection: this.connection.asPeerConnection(),
      role,
      isWarm,
      streams: { person: new FakeMediaStream(), screen: new FakeMediaStream() },
      getLocalTrack: (source) => tracks[source] ?? null,
      send: (message) => {
        this.sent.push(message);
        if (this.isOnline && this.other?.isOnline) this.other.session.receive(message);
      },
      onPictureMessage: this.onPictureMessage,
      onReachable: this.onReachable,
      onChange: this.onChange,
      clock,
      logger: { debug: () => undefined, info: () => undefined, warn: this.warn },
    });
  }

  /** What this side sends in the section of this place. */
  sentTrack(section: number): MediaStreamTrack | null {
    return this.connection.getTransceivers()[section]?.sender.track ?? null;
  }

  cameraEncoding(): RTCRtpEncodingParameters | undefined {
    return this.connection.getTransceivers()[1]?.sender.encodings[0];
  }
}

function meet(one: Side, two: Side): void {
  one.other = two;
  two.other = one;
}

const aMoment = () => clock.advanceAsync(100);

beforeEach(() => {
  clock = createFakeClock(0);
  network = new FakeNetwork({ clock });
});

describe('peer session', () => {
  beforeEach(() => {
    newcomer = new Side('offerer');
    resident = new Side('answerer');
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

describe('peer session: what we send', () => {
  const microphone = new FakeMediaStreamTrack({ kind: 'audio' });
  const camera = new FakeMediaStreamTrack({ kind: 'video' });

  beforeEach(() => {
    newcomer = new Side('offerer', { microphone, camera });
    resident = new Side('answerer', { camera });
    meet(newcomer, resident);
  });

  it('is what is on already, at either side', async () => {
    await aMoment();
    expect([0, 1, 2, 3].map((section) => newcomer.sentTrack(section))).toEqual([
      microphone,
      camera,
      null,
      null,
    ]);
    expect([0, 1, 2, 3].map((section) => resident.sentTrack(section))).toEqual([null, camera, null, null]);
  });

  it('changes without negotiation', async () => {
    await aMoment();
    newcomer.sent.length = 0;
    const screen = new FakeMediaStreamTrack({ kind: 'video' });
    newcomer.session.setLocalTrack('screen', screen);
    newcomer.session.setLocalTrack('camera', null);
    await aMoment();
    expect([newcomer.sentTrack(1), newcomer.sentTrack(2)]).toEqual([null, screen]);
    expect(newcomer.sent).toEqual([]);
  });

  it('is the last of several tracks in quick succession', async () => {
    await aMoment();
    for (const track of [null, camera, null, camera]) newcomer.session.setLocalTrack('camera', track);
    await aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
  });

  it('stays within the budget', async () => {
    const budget = uplinkBudget(4, false);
    newcomer.session.setBudget(budget);
    await clock.advanceAsync(0);
    newcomer.session.setBudget(budget);
    await aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(budget.camera.maxBitrateKbps * 1_000);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('follows several budgets at once without asking too much of the browser', async () => {
    await aMoment();
    for (const peerCount of [1, 2, 3, 4]) newcomer.session.setBudget(uplinkBudget(peerCount, false));
    await aMoment();
    expect(newcomer.cameraEncoding()?.maxBitrate).toBe(uplinkBudget(4, false).camera.maxBitrateKbps * 1_000);
    expect(newcomer.warn).not.toHaveBeenCalled();
  });

  it('is scaled to the picture that the track gives', async () => {
    newcomer.session.setBudget(uplinkBudget(2, false));
    await aMoment();
    const large = new FakeMediaStreamTrack({ kind: 'video' });
    vi.spyOn(large, 'getSettings').mockReturnValue({ height: 720 });
    newcomer.session.setLocalTrack('camera', large);
    await aMoment();
    // Small at first, so that the first picture comes soon; then as large as the budget allows.
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(4);
    await clock.advanceAsync(2_000);
    expect(newcomer.cameraEncoding()?.scaleResolutionDownBy).toBe(2);
  });

  it('stays as it was when the browser refuses a track', async () => {
    await aMoment();
    newcomer.session.setLocalTrack('camera', microphone);
    await aMoment();
    expect(newcomer.sentTrack(1)).toBe(camera);
    expect(newcomer.warn).toHaveBeenCalledOnce();
  });
});

describe('peer session: trouble', () => {
  beforeEach(async () => {
    newcomer = new Side('offerer');
    resident = new Side('answerer');
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
    resident = new Side('answerer');
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
    newcomer = new Side('offerer');
    meet(newcomer, resident);
    await aMoment();
    expect(resident.session.status).toEqual({ status: 'connected' });
    expect(resident.session.getRemoteTrack('camera')?.kind).toBe('video');
  });
});

describe('peer session: made ready in the lobby (PROTOCOL J4)', () => {
  it('keeps silent, and connects once its offer has travelled with the join', async () => {
    newcomer = new Side('offerer', {}, true);
    resident = new Side('answerer');
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
