import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from './fake-clock';
import { FakeNetwork } from './fake-network';
import { FakePeerConnection } from './fake-peer-connection';
import { formatSdp, parseSdp } from './fake-sdp';

let clock: FakeClock;
let network: FakeNetwork;
let alice: FakePeerConnection;
let bob: FakePeerConnection;

beforeEach(() => {
  clock = createFakeClock(0);
  network = new FakeNetwork({ clock });
  alice = new FakePeerConnection(network);
  bob = new FakePeerConnection(network);
});

const settle = () => clock.advanceAsync(0);

function local(connection: FakePeerConnection): RTCSessionDescription {
  if (!connection.localDescription) throw new Error('no local description');
  return connection.localDescription;
}

const usernameFragmentOf = (connection: FakePeerConnection) =>
  parseSdp(local(connection).sdp).usernameFragment;

function countNegotiationNeeded(connection: FakePeerConnection): () => number {
  let count = 0;
  connection.addEventListener('negotiationneeded', () => {
    count += 1;
  });
  return () => count;
}

async function negotiate(offerer: FakePeerConnection, answerer: FakePeerConnection): Promise<void> {
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription(local(offerer));
  await answerer.setLocalDescription();
  await offerer.setRemoteDescription(local(answerer));
}

async function connect(): Promise<void> {
  alice.addTransceiver('audio');
  await negotiate(alice, bob);
  await exchangeCandidates();
}

async function exchangeCandidates(): Promise<void> {
  await settle();
  for (const [from, to] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    for (const candidate of parseSdp(local(from).sdp).candidates) {
      await to.addIceCandidate({ candidate, sdpMid: '0', usernameFragment: usernameFragmentOf(from) });
    }
  }
  await settle();
}

describe('fake peer connection: signaling states', () => {
  it('goes through the states of an offer and an answer', async () => {
    alice.addTransceiver('audio');
    await alice.setLocalDescription();
    expect([alice.signalingState, alice.pendingLocalDescription?.type]).toEqual([
      'have-local-offer',
      'offer',
    ]);
    await bob.setRemoteDescription(local(alice));
    expect(bob.signalingState).toBe('have-remote-offer');
    await bob.setLocalDescription();
    await alice.setRemoteDescription(local(bob));
    expect([alice.signalingState, bob.signalingState]).toEqual(['stable', 'stable']);
    expect(alice.currentLocalDescription?.type).toBe('offer');
    expect(bob.currentLocalDescription?.type).toBe('answer');
  });

  it('runs operations one at a time, in the order they were asked for', async () => {
    alice.addTransceiver('audio');
    const order: string[] = [];
    await Promise.all([
      alice.createOffer().then(() => order.push('created')),
      alice.setLocalDescription().then(() => order.push('set')),
      alice.setLocalDescription({ type: 'rollback' }).then(() => order.push('rolled back')),
    ]);
    expect(order).toEqual(['created', 'set', 'rolled back']);
    expect(alice.signalingState).toBe('stable');
  });

  it('refuses what the state does not allow', async () => {
    await expect(alice.setLocalDescription({ type: 'rollback' })).rejects.toThrow('rollback in stable');
    await negotiate(alice, bob);
    await expect(alice.setRemoteDescription(local(bob))).rejects.toThrow('answer in stable');
    await expect(alice.setRemoteDescription({ type: 'offer', sdp: 'nonsense' })).rejects.toThrow('not SDP');
    expect(alice.signalingState).toBe('stable');
  });

  it('settles nothing after it was closed, and refuses everything new', async () => {
    let hasSettled = false;
    const note = () => {
      hasSettled = true;
    };
    alice.setLocalDescription().then(note, note);
    alice.close();
    await settle();
    expect(hasSettled).toBe(false);
    await expect(alice.setLocalDescription()).rejects.toThrow('closed');
  });
});

describe('fake peer connection: rollback', () => {
  it('takes its offer back when a remote offer comes, and forgets where its transceivers stood', async () => {
    const own = alice.addTransceiver('audio');
    bob.addTransceiver('video');
    await alice.setLocalDescription();
    expect(own.mid).toBe('0');
    await bob.setLocalDescription();
    await alice.setRemoteDescription(local(bob));
    expect(alice.signalingState).toBe('have-remote-offer');
    expect(alice.pendingLocalDescription).toBeNull();
    expect(own.mid).toBeNull();
    expect(alice.getTransceivers().map(({ kind, mid }) => [kind, mid])).toEqual([
      ['audio', null],
      ['video', '0'],
    ]);
  });

  it('has lost its offer even if the remote offer turns out to be nonsense', async () => {
    await alice.setLocalDescription();
    await expect(alice.setRemoteDescription({ type: 'offer', sdp: 'nonsense' })).rejects.toThrow('not SDP');
    expect(alice.signalingState).toBe('stable');
    expect(alice.localDescription).toBeNull();
  });

  it('takes the transceivers of a remote offer away with it', async () => {
    alice.addTransceiver('audio');
    await alice.setLocalDescription();
    await bob.setRemoteDescription(local(alice));
    expect(bob.getTransceivers()).toHaveLength(1);
    await bob.setRemoteDescription({ type: 'rollback' });
    expect(bob.getTransceivers()).toHaveLength(0);
    expect(bob.signalingState).toBe('stable');
  });
});

describe('fake peer connection: negotiationneeded', () => {
  it('fires once for several changes', async () => {
    const count = countNegotiationNeeded(alice);
    alice.addTransceiver('audio');
    alice.addTransceiver('video');
    await settle();
    expect(count()).toBe(1);
  });

  it('is checked again once the state is stable, and not before', async () => {
    alice.addTransceiver('audio');
    const count = countNegotiationNeeded(alice);
    await alice.setLocalDescription();
    alice.addTransceiver('video');
    await settle();
    expect(count()).toBe(0);
    await bob.setRemoteDescription(local(alice));
    await bob.setLocalDescription();
    await alice.setRemoteDescription(local(bob));
    await settle();
    expect(count()).toBe(1);
  });

  it('waits for the operations chain to be empty', async () => {
    const order: string[] = [];
    alice.addEventListener('negotiationneeded', () => order.push('needed'));
    const { sender } = alice.addTransceiver('audio');
    for (const name of ['first', 'second']) void sender.replaceTrack(null).then(() => order.push(name));
    await settle();
    expect(order).toEqual(['first', 'second', 'needed']);
  });

  it('does not fire for an answerer that agreed to everything', async () => {
    alice.addTransceiver('audio', { streams: [] });
    await alice.setLocalDescription();
    await bob.setRemoteDescription(local(alice));
    const count = countNegotiationNeeded(bob);
    const transceiver = bob.getTransceivers()[0];
    if (transceiver) transceiver.direction = 'sendrecv';
    transceiver?.sender.setStreams();
    await bob.setLocalDescription();
    await settle();
    expect(count()).toBe(0);
    expect(transceiver?.currentDirection).toBe('sendrecv');
  });

  it('keeps an ICE restart that was rolled back, until an answer has brought new credentials', async () => {
    await connect();
    const former = usernameFragmentOf(alice);
    const count = countNegotiationNeeded(alice);
    alice.restartIce();
    await settle();
    await alice.setLocalDescription();
    expect(usernameFragmentOf(alice)).not.toBe(former);
    bob.addTransceiver('video');
    await bob.setLocalDescription();
    await alice.setRemoteDescription(local(bob));
    await alice.setLocalDescription();
    expect(usernameFragmentOf(alice)).toBe(former);
    await bob.setRemoteDescription(local(alice));
    await settle();
    expect(count()).toBe(2);
    await negotiate(alice, bob);
    await settle();
    expect(usernameFragmentOf(alice)).not.toBe(former);
    expect(count()).toBe(2);
  });
});

describe('fake peer connection: candidates and paths', () => {
  it('refuses candidates without a description, of an unknown generation, or of nowhere', async () => {
    const candidate = 'candidate:1 1 udp 1 192.0.2.1 9 typ host';
    await expect(alice.addIceCandidate({ candidate, sdpMid: '0' })).rejects.toThrow('no remote description');
    await expect(alice.addIceCandidate({ candidate })).rejects.toThrow(TypeError);
    await connect();
    const add = (init: RTCIceCandidateInit) => alice.addIceCandidate(init);
    await expect(add({ candidate, sdpMid: '0', usernameFragment: 'stale' })).rejects.toThrow('unknown ufrag');
    await expect(add({ candidate, sdpMid: '9' })).rejects.toThrow('no such section');
    await expect(add({ candidate: 'nonsense', sdpMid: '0' })).rejects.toThrow('no candidate');
    await expect(add({ candidate: '', sdpMid: '0' })).resolves.toBeUndefined();
  });

  it('says the candidates of a generation and their end, and writes them into the description', async () => {
    const said: (string | null)[] = [];
    alice.addEventListener('icecandidate', (event) => {
      said.push(
        'candidate' in event ? ((event.candidate as RTCIceCandidate | null)?.candidate ?? null) : 'none',
      );
    });
    alice.addTransceiver('audio');
    await alice.setLocalDescription();
    await settle();
    expect(said).toHaveLength(5);
    expect(said.slice(3)).toEqual(['', null]);
    expect(parseSdp(local(alice).sdp)).toMatchObject({
      candidates: said.slice(0, 3),
      isEndOfCandidates: true,
    });
  });

  it('is connected when both ends know each other’s generation and a candidate', async () => {
    const withoutCandidates = ({ type, sdp }: RTCSessionDescription): RTCSessionDescriptionInit => ({
      type,
      sdp: formatSdp({ ...parseSdp(sdp), candidates: [] }),
    });
    alice.addTransceiver('audio');
    await alice.setLocalDescription();
    await bob.setRemoteDescription(withoutCandidates(local(alice)));
    await bob.setLocalDescription();
    await alice.setRemoteDescription(withoutCandidates(local(bob)));
    await settle();
    expect([alice.connectionState, bob.connectionState]).toEqual(['connecting', 'connecting']);
    await exchangeCandidates();
    expect([alice.connectionState, bob.connectionState]).toEqual(['connected', 'connected']);
  });

  it('loses a broken path slowly, and finds another after an ICE restart', async () => {
    await connect();
    network.breakPaths();
    await clock.advanceAsync(6_000);
    expect([alice.connectionState, bob.connectionState]).toEqual(['disconnected', 'disconnected']);
    await clock.advanceAsync(10_000);
    expect([alice.connectionState, bob.connectionState]).toEqual(['failed', 'failed']);
    alice.restartIce();
    await connect();
    expect([alice.connectionState, bob.connectionState]).toEqual(['connected', 'connected']);
    expect(clock.pendingCount).toBe(0);
  });
});

describe('fake peer connection: transceivers', () => {
  it('stops a transceiver at both ends', async () => {
    await connect();
    alice.getTransceivers()[0]?.stop();
    const remote = bob.getTransceivers()[0];
    await negotiate(alice, bob);
    expect(remote?.currentDirection).toBe('stopped');
    expect([alice.getTransceivers(), bob.getTransceivers()]).toEqual([[], []]);
    await expect(remote?.sender.replaceTrack(null)).rejects.toThrow('stopped');
  });
});
