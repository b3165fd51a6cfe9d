import { beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { Negotiator, type PeerMessage, type SessionDescription } from './negotiator';

/** What browsers do in parallel takes this long here, so that a test can look between two steps. */
const stepMs = 1;
/** More than enough for a description to be made, and far less than a retry. */
const momentMs = 100;

let clock: FakeClock;
let network: FakeNetwork;
let polite: End;
let impolite: End;

class End {
  readonly connection = new FakePeerConnection(network);
  readonly sent: PeerMessage[] = [];
  readonly errors: unknown[] = [];
  readonly beforeAnswer = vi.fn();
  readonly negotiator: Negotiator;

  constructor(options: { isPolite: boolean; isHeld?: boolean }) {
    this.negotiator = new Negotiator({
      isHeld: false,
      ...options,
      peerConnection: this.connection.asPeerConnection(),
      send: (message) => this.sent.push(message),
      beforeAnswer: this.beforeAnswer,
      onError: (error) => this.errors.push(error),
      clock,
      logger: silentLogger,
    });
  }

  get descriptions(): SessionDescription[] {
    return this.sent.flatMap((message) => (message.kind === 'description' ? [message.content] : []));
  }

  get candidates(): string[] {
    return this.sent.flatMap((message) =>
      message.kind === 'candidates' ? message.content.candidates.map(({ candidate }) => candidate) : [],
    );
  }

  /** Everything sent since the last call. */
  takeSent(): PeerMessage[] {
    return this.sent.splice(0);
  }

  receive(messages: PeerMessage[]): void {
    for (const message of messages) this.negotiator.receive(message);
  }
}

beforeEach(() => {
  clock = createFakeClock(0);
  network = new FakeNetwork({ clock, scheduler: (step) => clock.setTimeout(step, stepMs) });
  polite = new End({ isPolite: true });
  impolite = new End({ isPolite: false });
});

const aMoment = () => clock.advanceAsync(momentMs);

/** Hands everything over, both ways, until nobody has anything to say. */
async function talk(): Promise<void> {
  do {
    impolite.receive(polite.takeSent());
    polite.receive(impolite.takeSent());
    await aMoment();
  } while (polite.sent.length + impolite.sent.length > 0);
}

async function connect(): Promise<void> {
  polite.connection.addTransceiver('audio');
  await aMoment();
  await talk();
}

function knownCandidates(end: End): readonly string[] {
  return parseSdp(end.connection.remoteDescription?.sdp ?? '').candidates;
}

function ownCandidates(end: End): readonly string[] {
  return parseSdp(end.connection.localDescription?.sdp ?? '').candidates;
}

function expectAgreement(): void {
  expect([polite.connection.signalingState, impolite.connection.signalingState]).toEqual([
    'stable',
    'stable',
  ]);
  expect([polite.connection.connectionState, impolite.connection.connectionState]).toEqual([
    'connected',
    'connected',
  ]);
  const origin = (description: RTCSessionDescription | null) => parseSdp(description?.sdp ?? '').origin;
  const [one, other] = [polite.connection, impolite.connection];
  expect(origin(one.currentLocalDescription)).toBe(origin(other.currentRemoteDescription));
  expect(origin(other.currentLocalDescription)).toBe(origin(one.currentRemoteDescription));
  expect([polite.errors, impolite.errors]).toEqual([[], []]);
  expect(clock.pendingCount).toBe(0);
}

describe('negotiator: an offer and its answer (PROTOCOL N1, N3)', () => {
  it('offers when negotiation is needed, and connects', async () => {
    await connect();
    expectAgreement();
  });

  it('answers under the name that the offer drew', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.sent);
    await aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    expect(impolite.descriptions).toMatchObject([
      { type: 'answer', negotiation: polite.descriptions[0]?.negotiation },
    ]);
  });

  it('lets the answerer attach its tracks between the offer and the answer', async () => {
    impolite.beforeAnswer.mockImplementation(() => {
      expect(impolite.connection.signalingState).toBe('have-remote-offer');
      for (const transceiver of impolite.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    });
    await connect();
    expect(impolite.beforeAnswer).toHaveBeenCalledOnce();
    expect(polite.connection.getTransceivers()[0]?.currentDirection).toBe('sendrecv');
    expectAgreement();
  });

  it('answers an offer that comes twice twice, with the same answer', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.sent);
    await clock.advanceAsync(1_000);
    impolite.receive(polite.sent);
    await aMoment();
    const [first, second] = impolite.descriptions;
    expect(second).toMatchObject({ type: 'answer', negotiation: first?.negotiation });
    expect(parseSdp(second?.sdp ?? '').origin).toBe(parseSdp(first?.sdp ?? '').origin);
    expect(impolite.beforeAnswer).toHaveBeenCalledOnce();
  });

  it('drops an answer to another negotiation', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.sent);
    await aMoment();
    const [answer] = impolite.descriptions;
    if (!answer) throw new Error('no answer');
    polite.receive([{ kind: 'description', content: { ...answer, negotiation: 'AAAAAAAAAAA' } }]);
    await aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    polite.receive([{ kind: 'description', content: answer }]);
    await aMoment();
    expect(polite.connection.signalingState).toBe('stable');
  });

  it('drops an answer that comes twice', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.takeSent());
    await aMoment();
    polite.receive([...impolite.sent, ...impolite.takeSent()]);
    await talk();
    expectAgreement();
  });
});

describe('negotiator: two offers at once (PROTOCOL N1, N2)', () => {
  beforeEach(connect);

  async function collide(): Promise<void> {
    polite.connection.restartIce();
    impolite.connection.addTransceiver('video');
    await aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    expect(impolite.connection.signalingState).toBe('have-local-offer');
  }

  it('the polite side takes its offer back, answers, and makes it again', async () => {
    await collide();
    polite.receive(impolite.takeSent());
    await aMoment();
    expect(polite.descriptions.map(({ type }) => type)).toEqual(['offer', 'answer', 'offer']);
    await talk();
    expectAgreement();
    expect(polite.connection.getTransceivers()).toHaveLength(2);
  });

  it('the impolite side lets its offer stand', async () => {
    await collide();
    impolite.receive(polite.takeSent());
    await aMoment();
    expect(impolite.connection.signalingState).toBe('have-local-offer');
    await talk();
    expectAgreement();
    expect(impolite.connection.getTransceivers()).toHaveLength(2);
  });

  it('a lost answer is repeated although an offer has been made since', async () => {
    await collide();
    const offer = impolite.takeSent();
    polite.takeSent();
    polite.receive(offer);
    await aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    polite.takeSent();
    polite.receive(offer);
    await aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'answer' }]);
    await talk();
    await clock.advanceAsync(4_000);
    await talk();
    expectAgreement();
  });
});

describe('negotiator: the offer made ready in the lobby (PROTOCOL J4)', () => {
  beforeEach(() => {
    polite = new End({ isPolite: true, isHeld: true });
    polite.connection.addTransceiver('audio');
  });

  it('says nothing before it is released, however long that takes', async () => {
    expect(polite.negotiator.takeHeldOffer()).toBeNull();
    await clock.advanceAsync(60_000);
    expect(polite.sent).toEqual([]);
  });

  it('hands the offer over with its candidates, and sends neither again', async () => {
    await aMoment();
    const offer = polite.negotiator.takeHeldOffer();
    expect(offer?.type).toBe('offer');
    expect(parseSdp(offer?.sdp ?? '').candidates).toHaveLength(3);
    polite.negotiator.release({ isOfferDelivered: true });
    await aMoment();
    expect(polite.sent).toEqual([]);
    impolite.receive([{ kind: 'description', content: offer as SessionDescription }]);
    await aMoment();
    await talk();
    expectAgreement();
  });

  it('sends the candidates that were gathered after the offer was taken', async () => {
    const offer = await firstHeldOffer();
    const taken = parseSdp(offer.sdp).candidates;
    polite.negotiator.release({ isOfferDelivered: true });
    await aMoment();
    expect(polite.descriptions).toEqual([]);
    expect([...taken, ...polite.candidates]).toEqual([...ownCandidates(polite), '']);
  });

  it('keeps them while it is held', async () => {
    const offer = await firstHeldOffer();
    await aMoment();
    expect(polite.sent).toEqual([]);
    polite.negotiator.release({ isOfferDelivered: true });
    await aMoment();
    expect([...parseSdp(offer.sdp).candidates, ...polite.candidates]).toEqual([...ownCandidates(polite), '']);
  });

  it.each([
    ['could not be delivered', true],
    ['was not ready in time', false],
  ])('sends the offer itself when it %s, and no candidate twice', async (_, wasTaken) => {
    await aMoment();
    if (wasTaken) polite.negotiator.takeHeldOffer();
    polite.negotiator.release({ isOfferDelivered: false });
    await aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    expect(polite.candidates).toEqual([]);
    await talk();
    expectAgreement();
  });

  it('sends a delivered offer again when it stays unanswered (PROTOCOL N4)', async () => {
    await aMoment();
    const offer = polite.negotiator.takeHeldOffer();
    polite.negotiator.release({ isOfferDelivered: true });
    await clock.advanceAsync(3_999);
    expect(polite.descriptions).toEqual([]);
    await clock.advanceAsync(1);
    expect(polite.descriptions).toEqual([offer]);
  });

  /** The offer as it is before its candidates are gathered. */
  async function firstHeldOffer(): Promise<SessionDescription> {
    for (;;) {
      await clock.advanceAsync(stepMs);
      const offer = polite.negotiator.takeHeldOffer();
      if (offer) return offer;
    }
  }
});

describe('negotiator: what got lost (PROTOCOL N4)', () => {
  beforeEach(async () => {
    polite.connection.addTransceiver('audio');
    await clock.advanceAsync(10);
  });

  it('repeats an unanswered offer every 4 s, and stops once it is answered', async () => {
    await clock.advanceAsync(3_980);
    expect(polite.descriptions).toHaveLength(1);
    await clock.advanceAsync(20);
    expect(polite.descriptions).toHaveLength(2);
    await clock.advanceAsync(4_000);
    expect(polite.descriptions).toHaveLength(3);
    expect(new Set(polite.descriptions.map(({ negotiation }) => negotiation)).size).toBe(1);
    impolite.receive(polite.takeSent().slice(-1));
    await aMoment();
    await talk();
    await clock.advanceAsync(20_000);
    expect(polite.sent).toEqual([]);
    expectAgreement();
  });

  it('repeats it at once when either side is back', async () => {
    polite.negotiator.resync();
    expect(polite.descriptions).toHaveLength(2);
    await clock.advanceAsync(3_999);
    expect(polite.descriptions).toHaveLength(2);
    await clock.advanceAsync(1);
    expect(polite.descriptions).toHaveLength(3);
  });

  it('has nothing to repeat once both agree', async () => {
    await talk();
    polite.negotiator.resync();
    impolite.negotiator.resync();
    expect([polite.sent, impolite.sent]).toEqual([[], []]);
  });
});

describe('negotiator: candidates (PROTOCOL N5)', () => {
  const isDescription = (message: PeerMessage) => message.kind === 'description';

  it('wait for the offer that they belong to', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    const sent = polite.takeSent();
    impolite.receive(sent.filter((message) => !isDescription(message)));
    await aMoment();
    impolite.receive(sent.filter(isDescription));
    await aMoment();
    expect(knownCandidates(impolite)).toEqual(ownCandidates(polite));
    await talk();
    expectAgreement();
  });

  it('wait for the answer that they belong to', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.takeSent());
    await aMoment();
    const sent = impolite.takeSent();
    polite.receive(sent.filter((message) => !isDescription(message)));
    await aMoment();
    polite.receive(sent.filter(isDescription));
    await aMoment();
    expect(knownCandidates(polite)).toEqual(ownCandidates(impolite));
    await talk();
    expectAgreement();
  });

  it('are not lost to a repeated offer, which the other side does not read', async () => {
    polite.connection.addTransceiver('audio');
    while (polite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    impolite.receive(polite.takeSent());
    await clock.advanceAsync(2 * stepMs);
    expect(ownCandidates(polite)).not.toEqual([]);
    polite.negotiator.resync();
    await aMoment();
    await talk();
    expect(knownCandidates(impolite)).toEqual(ownCandidates(polite));
    expectAgreement();
  });

  it('are not lost to a repeated answer, which the other side drops', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    const offer = polite.takeSent();
    impolite.receive(offer);
    while (impolite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    await clock.advanceAsync(2 * stepMs);
    impolite.receive(offer);
    await aMoment();
    await talk();
    expect(knownCandidates(polite)).toEqual(ownCandidates(impolite));
    expectAgreement();
  });

  it('are not lost when they appear while the next offer is being made', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    const sent = polite.takeSent();
    impolite.receive(sent.filter(isDescription));
    while (impolite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    impolite.connection.addTransceiver('video');
    await aMoment();
    const [answer, offer] = impolite.descriptions;
    expect([answer?.type, offer?.type]).toEqual(['answer', 'offer']);
    const isMissing = (candidate: string) => !offer?.sdp.includes(candidate);
    expect(impolite.candidates.filter((candidate) => candidate && isMissing(candidate))).toHaveLength(1);
    impolite.receive(sent.filter((message) => !isDescription(message)));
    await talk();
    expect(knownCandidates(polite)).toEqual(expect.arrayContaining(impolite.candidates.filter(Boolean)));
    expectAgreement();
  });

  it('of another generation are dropped, those of the present one are taken', async () => {
    await connect();
    const add = vi.spyOn(impolite.connection, 'addIceCandidate');
    const { usernameFragment } = parseSdp(polite.connection.localDescription?.sdp ?? '');
    const late = (fragment: string, candidate: string): PeerMessage => ({
      kind: 'candidates',
      content: { candidates: [{ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: fragment }] },
    });
    impolite.receive([
      late('stale', 'candidate:1 1 udp 1 192.0.2.9 9 typ host'),
      late(usernameFragment, 'candidate:1 1 udp 1 192.0.2.9 10 typ host'),
      late(usernameFragment, ''),
    ]);
    await aMoment();
    polite.connection.restartIce();
    await aMoment();
    await talk();
    expect(add.mock.calls.map(([init]) => init?.usernameFragment)).not.toContain('stale');
    expect(add.mock.calls.map(([init]) => init?.candidate).slice(0, 2)).toEqual([
      'candidate:1 1 udp 1 192.0.2.9 10 typ host',
      '',
    ]);
    expectAgreement();
  });
});

describe('negotiator: descriptions that the browser refuses', () => {
  const offerOf = (sdp: string): PeerMessage => ({
    kind: 'description',
    content: { negotiation: 'BBBBBBBBBBB', type: 'offer', sdp },
  });

  it('are reported, and the next offer is taken', async () => {
    impolite.receive([offerOf('nonsense')]);
    await aMoment();
    expect(impolite.errors.splice(0)).toMatchObject([{ name: 'OperationError' }]);
    await connect();
    expectAgreement();
  });

  it('do not cost us the offer of ours that gave way to them', async () => {
    await connect();
    polite.connection.addTransceiver('video');
    await aMoment();
    polite.takeSent();
    polite.receive([offerOf('nonsense')]);
    await aMoment();
    expect(polite.errors.splice(0)).toMatchObject([{ name: 'OperationError' }]);
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    await talk();
    expectAgreement();
    expect(impolite.connection.getTransceivers()).toHaveLength(2);
  });

  it('leave our offer open where the browser refuses them before it takes ours back, as Chromium does', async () => {
    await connect();
    polite.connection.addTransceiver('video');
    await aMoment();
    const [offer] = polite.descriptions;
    const refusal = new DOMException('not SDP', 'OperationError');
    vi.spyOn(polite.connection, 'setRemoteDescription').mockRejectedValueOnce(refusal);
    polite.receive([offerOf('nonsense')]);
    await aMoment();
    expect(polite.errors.splice(0)).toEqual([refusal]);
    expect(polite.descriptions).toEqual([offer]);
    await talk();
    expectAgreement();
  });

  it('are taken back when we cannot answer them, so that we can still offer', async () => {
    impolite.beforeAnswer.mockImplementationOnce(() => {
      throw new Error('not the sections that we want');
    });
    polite.connection.addTransceiver('audio');
    await aMoment();
    impolite.receive(polite.takeSent());
    await aMoment();
    expect(impolite.errors.splice(0)).toMatchObject([{ message: 'not the sections that we want' }]);
    expect(impolite.connection.signalingState).toBe('stable');
    impolite.connection.addTransceiver('video');
    await aMoment();
    expect(impolite.descriptions).toMatchObject([{ type: 'offer' }]);
    await talk();
    expectAgreement();
  });

  it('leave our offer open when they are answers', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    const negotiation = polite.descriptions[0]?.negotiation ?? '';
    polite.receive([{ kind: 'description', content: { negotiation, type: 'answer', sdp: 'nonsense' } }]);
    await aMoment();
    expect(polite.errors.splice(0)).toHaveLength(1);
    expect(polite.connection.signalingState).toBe('have-local-offer');
    await talk();
    expectAgreement();
  });
});

describe('negotiator: closing', () => {
  it('says nothing and keeps no timer', async () => {
    polite.connection.addTransceiver('audio');
    await aMoment();
    polite.takeSent();
    polite.negotiator.close();
    polite.connection.close();
    expect(clock.pendingCount).toBe(0);
    polite.negotiator.resync();
    polite.receive([{ kind: 'candidates', content: { candidates: [] } }]);
    await clock.advanceAsync(60_000);
    expect(polite.sent).toEqual([]);
    expect(polite.errors).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('amid an operation reports no error', async () => {
    polite.connection.addTransceiver('audio');
    await clock.advanceAsync(stepMs);
    polite.negotiator.close();
    polite.connection.close();
    await clock.advanceAsync(60_000);
    expect([polite.sent, polite.errors]).toEqual([[], []]);
  });
});
