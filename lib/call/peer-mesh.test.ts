import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { PeerMesh } from './peer-mesh';
import type { OutgoingMessage } from './session-messages';

const low = 'aaaa-aaaa-aaaa-aaaa';
const high = 'zzzz-zzzz-zzzz-zzzz';
const epoch = 'AAAAAAAAAAA';

type Received = Parameters<PeerMesh['receive']>[1];
type ReceivedOffer = Extract<Received, { kind: 'description' }>;

let clock: FakeClock;
let network: FakeNetwork;
const meshes: PeerMesh[] = [];

beforeEach(() => {
  clock = createFakeClock();
  network = new FakeNetwork({ clock });
});
afterEach(() => {
  for (const mesh of meshes.splice(0)) mesh.close();
});

/** A mesh, what it says, and the peer connections it has made. */
function createMesh(self: string) {
  const said: OutgoingMessage[] = [];
  const peerConnections: FakePeerConnection[] = [];
  const mesh = new PeerMesh({
    self,
    createPeerConnection: () => {
      const peerConnection = new FakePeerConnection(network);
      peerConnections.push(peerConnection);
      return peerConnection.asPeerConnection();
    },
    certificates: [],
    streams: { person: new FakeMediaStream(), screen: new FakeMediaStream() },
    getLocalTrack: () => null,
    send: (_, message) => said.push(message),
    canSignal: () => true,
    onSilent: () => undefined,
    onGoodbye: () => undefined,
    onChange: () => undefined,
    clock,
    logger: silentLogger,
  });
  meshes.push(mesh);
  return { mesh, said, peerConnections };
}

/** Somebody else's first offer. */
async function offerFrom(self: string, to: string): Promise<ReceivedOffer> {
  const { mesh, said } = createMesh(self);
  mesh.connect(to, { isOfferDelivered: false });
  await clock.advanceAsync(10);
  const [offer] = said;
  if (offer?.kind !== 'description') throw new Error('no offer');
  return { kind: 'description', epoch, content: { toEpoch: epoch, ...offer.content } };
}

const answersOf = (said: readonly OutgoingMessage[]) =>
  said.filter((message) => message.kind === 'description' && message.content.type === 'answer');

describe('an offer of a session that is new (N6)', () => {
  it.each([
    ['lower', low, high],
    ['higher', high, low],
  ])('is taken although ours is held back, with the %s id', async (_, self, from) => {
    const { mesh, said } = createMesh(self);
    mesh.warm(from);
    await clock.advanceAsync(10);
    mesh.receive(from, await offerFrom(from, self));
    await clock.advanceAsync(10);
    expect(answersOf(said)).toHaveLength(1);
  });

  it.each([
    ['dropped by the lower id', low, high, 0],
    ['taken by the higher id', high, low, 1],
  ])('is %s while ours is open', async (_, self, from, answers) => {
    const { mesh, said, peerConnections } = createMesh(self);
    mesh.connect(from, { isOfferDelivered: false });
    await clock.advanceAsync(10);
    mesh.receive(from, await offerFrom(from, self));
    await clock.advanceAsync(10);
    expect(answersOf(said)).toHaveLength(answers);
    expect(peerConnections).toHaveLength(1 + answers);
  });

  it('is dropped when we have ended that session before (N8)', async () => {
    const { mesh, said, peerConnections } = createMesh(high);
    const offer = await offerFrom(low, high);
    mesh.receive(low, offer);
    await clock.advanceAsync(10);
    mesh.drop(low);
    mesh.receive(low, offer);
    await clock.advanceAsync(10);
    expect(answersOf(said)).toHaveLength(1);
    expect(peerConnections).toHaveLength(1);
  });
});

describe('an offer that the join delivers', () => {
  it('is sent after all when another has taken its place meanwhile', async () => {
    const { mesh, said } = createMesh(high);
    mesh.warm(low);
    await clock.advanceAsync(10);
    const taken = mesh.takeHeldOffer(low);
    mesh.renewAll();
    await clock.advanceAsync(10);
    mesh.connect(low, { isOfferDelivered: true });
    await clock.advanceAsync(10);
    const offers = said.filter(({ kind }) => kind === 'description');
    expect(offers).toHaveLength(1);
    expect(offers[0]?.content.session).not.toBe(taken?.content.session);
  });

  it('is not sent at once', async () => {
    const { mesh, said } = createMesh(high);
    mesh.warm(low);
    await clock.advanceAsync(10);
    expect(mesh.takeHeldOffer(low)).not.toBeNull();
    mesh.connect(low, { isOfferDelivered: true });
    await clock.advanceAsync(10);
    expect(said.filter(({ kind }) => kind === 'description')).toEqual([]);
  });
});

describe('sessions begun one after another by the same participant', () => {
  async function offers(count: number): Promise<ReceivedOffer[]> {
    const offer = await offerFrom(low, high);
    return Array.from({ length: count }, (_, i) => {
      const session = `${String(i).padStart(10, '0')}A`;
      return { ...offer, content: { ...offer.content, session } };
    });
  }

  it('replace each other three times at once, then no faster than every 2 s (N6)', async () => {
    const { mesh, said, peerConnections } = createMesh(high);
    const [last, ...first] = (await offers(4)).reverse();
    if (!last) throw new Error('no offers');
    for (const offer of first) mesh.receive(low, offer);
    mesh.receive(low, last);
    await clock.advanceAsync(5_900);
    expect(peerConnections).toHaveLength(3);
    await clock.advanceAsync(200);
    mesh.receive(low, last);
    await clock.advanceAsync(10);
    expect(peerConnections).toHaveLength(4);
    expect(answersOf(said)).toHaveLength(2);
  });

  it('follow at once when the former one was ended for another reason', async () => {
    const { mesh, peerConnections } = createMesh(high);
    const [first, second] = await offers(2);
    if (!first || !second) throw new Error('no offers');
    mesh.receive(low, first);
    mesh.drop(low);
    mesh.receive(low, second);
    await clock.advanceAsync(10);
    expect(peerConnections).toHaveLength(2);
  });

  it('are remembered after their end, the last sixteen of them (N8)', async () => {
    const { mesh, peerConnections } = createMesh(high);
    const begun = await offers(17);
    for (const offer of begun) {
      mesh.receive(low, offer);
      mesh.drop(low);
      await clock.advanceAsync(2_000);
    }
    for (const offer of begun.slice(1)) mesh.receive(low, offer);
    expect(peerConnections).toHaveLength(17);
    for (const offer of begun.slice(0, 1)) mesh.receive(low, offer);
    expect(peerConnections).toHaveLength(18);
  });
});

describe('anything else of a session that is unknown (N6)', () => {
  it('begins none', async () => {
    const { mesh, peerConnections } = createMesh(high);
    const offer = await offerFrom(low, high);
    mesh.receive(low, { ...offer, content: { ...offer.content, type: 'answer' } });
    const candidate = { candidate: '', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null };
    const { session } = offer.content;
    mesh.receive(low, { kind: 'candidates', epoch, content: { session, candidates: [candidate] } });
    await clock.advanceAsync(10);
    expect(peerConnections).toEqual([]);
  });
});
