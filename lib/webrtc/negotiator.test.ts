import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '@/lib/testing/fake-clock';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { Negotiation, type NegotiationEnd, stepMs } from '@/lib/testing/negotiation';
import { agreement } from '@/lib/testing/negotiation-outcome';
import type { PeerMessage } from './negotiator';

let negotiation: Negotiation;
let clock: FakeClock;
let polite: NegotiationEnd;
let impolite: NegotiationEnd;

beforeEach(() => {
  negotiation = new Negotiation();
  ({ clock, polite, impolite } = negotiation);
});

describe('negotiator: an offer and its answer (PROTOCOL N1, N3)', () => {
  it('offers when negotiation is needed, and connects', async () => {
    await negotiation.connect();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('answers under the name that the offer drew', async () => {
    await negotiation.offer();
    impolite.receive(polite.sent);
    await negotiation.aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    expect(impolite.descriptions).toMatchObject([
      { type: 'answer', negotiation: polite.descriptions[0]?.negotiation },
    ]);
  });

  it('lets the answerer attach its tracks between the offer and the answer', async () => {
    const states: RTCSignalingState[] = [];
    impolite.beforeAnswer = () => {
      states.push(impolite.connection.signalingState);
      for (const transceiver of impolite.connection.getTransceivers()) transceiver.direction = 'sendrecv';
    };
    await negotiation.connect();
    expect(states).toEqual(['have-remote-offer']);
    expect(polite.connection.getTransceivers()[0]?.currentDirection).toBe('sendrecv');
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('answers an offer that comes twice twice, with the same answer', async () => {
    await negotiation.offer();
    impolite.receive(polite.sent);
    await clock.advanceAsync(1_000);
    impolite.receive(polite.sent);
    await negotiation.aMoment();
    const [first, second] = impolite.descriptions;
    expect(second).toMatchObject({ type: 'answer', negotiation: first?.negotiation });
    expect(parseSdp(second?.sdp ?? '').origin).toBe(parseSdp(first?.sdp ?? '').origin);
  });

  it('says nothing of payload types that are not there, in offers and answers', async () => {
    const stray = 'a=rtcp-fb:121 nack\r\n';
    const withStray = ({ type, sdp }: RTCSessionDescription) => ({ type, sdp: sdp + stray }) as typeof offer;
    await negotiation.offer();
    const offer = polite.connection.pendingLocalDescription as RTCSessionDescription;
    vi.spyOn(polite.connection, 'pendingLocalDescription', 'get').mockReturnValue(withStray(offer));
    polite.negotiator.resync();
    impolite.receive(polite.sent);
    await negotiation.aMoment();
    const answer = impolite.connection.currentLocalDescription as RTCSessionDescription;
    vi.spyOn(impolite.connection, 'currentLocalDescription', 'get').mockReturnValue(withStray(answer));
    impolite.receive(polite.sent);
    await negotiation.aMoment();
    expect(polite.descriptions.at(-1)?.sdp).toBe(offer.sdp);
    expect(impolite.descriptions.at(-1)).toMatchObject({ type: 'answer', sdp: answer.sdp });
  });

  it('drops an answer to another negotiation', async () => {
    await negotiation.offer();
    impolite.receive(polite.sent);
    await negotiation.aMoment();
    const [answer] = impolite.descriptions;
    if (!answer) throw new Error('no answer');
    polite.receive([{ kind: 'description', content: { ...answer, negotiation: 'AAAAAAAAAAA' } }]);
    await negotiation.aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    polite.receive([{ kind: 'description', content: answer }]);
    await negotiation.aMoment();
    expect(polite.connection.signalingState).toBe('stable');
  });

  it('drops an answer that comes twice', async () => {
    await negotiation.offer();
    impolite.receive(polite.takeSent());
    await negotiation.aMoment();
    polite.receive([...impolite.sent, ...impolite.takeSent()]);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });
});

describe('negotiator: two offers at once (PROTOCOL N1, N2)', () => {
  beforeEach(() => negotiation.connect());

  async function collide(): Promise<void> {
    polite.connection.restartIce();
    impolite.connection.addTransceiver('video');
    await negotiation.aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    expect(impolite.connection.signalingState).toBe('have-local-offer');
  }

  it('the polite side takes its offer back, answers, and makes it again', async () => {
    await collide();
    polite.receive(impolite.takeSent());
    await negotiation.aMoment();
    expect(polite.descriptions.map(({ type }) => type)).toEqual(['offer', 'answer', 'offer']);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
    expect(polite.connection.getTransceivers()).toHaveLength(2);
  });

  it('the impolite side lets its offer stand', async () => {
    await collide();
    impolite.receive(polite.takeSent());
    await negotiation.aMoment();
    expect(impolite.connection.signalingState).toBe('have-local-offer');
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
    expect(impolite.connection.getTransceivers()).toHaveLength(2);
  });

  it('a lost answer is repeated although an offer has been made since', async () => {
    await collide();
    const offer = impolite.takeSent();
    polite.takeSent();
    polite.receive(offer);
    await negotiation.aMoment();
    expect(polite.connection.signalingState).toBe('have-local-offer');
    polite.takeSent();
    polite.receive(offer);
    await negotiation.aMoment();
    expect(polite.descriptions, 'at once it is held back').toEqual([]);
    await clock.advanceAsync(100);
    polite.receive(offer);
    await negotiation.aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'answer' }]);
    await negotiation.talk();
    await clock.advanceAsync(4_000);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });
});

describe('negotiator: descriptions that the browser refuses', () => {
  const offerOf = (sdp: string): PeerMessage => ({
    kind: 'description',
    content: { negotiation: 'BBBBBBBBBBB', type: 'offer', sdp },
  });

  it('are reported, and the next offer is taken', async () => {
    impolite.receive([offerOf('nonsense')]);
    await negotiation.aMoment();
    expect(impolite.errors.splice(0)).toMatchObject([{ name: 'OperationError' }]);
    await negotiation.connect();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('do not cost us the offer of ours that gave way to them', async () => {
    await negotiation.connect();
    polite.connection.addTransceiver('video');
    await negotiation.aMoment();
    polite.takeSent();
    polite.receive([offerOf('nonsense')]);
    await negotiation.aMoment();
    expect(polite.errors.splice(0)).toMatchObject([{ name: 'OperationError' }]);
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
    expect(impolite.connection.getTransceivers()).toHaveLength(2);
  });

  it('leave our offer open where the browser refuses them before it takes ours back, as Chromium does', async () => {
    await negotiation.connect();
    polite.connection.addTransceiver('video');
    await negotiation.aMoment();
    const [offer] = polite.descriptions;
    const refusal = new DOMException('not SDP', 'OperationError');
    vi.spyOn(polite.connection, 'setRemoteDescription').mockRejectedValueOnce(refusal);
    polite.receive([offerOf('nonsense')]);
    await negotiation.aMoment();
    expect(polite.errors.splice(0)).toEqual([refusal]);
    expect(polite.descriptions).toEqual([offer]);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('are taken back when we cannot answer them, and answered when we can', async () => {
    impolite.beforeAnswer = () => {
      throw new Error('not the sections that we want');
    };
    await negotiation.offer();
    impolite.receive(polite.takeSent());
    await negotiation.aMoment();
    expect(impolite.errors.splice(0)).toMatchObject([{ message: 'not the sections that we want' }]);
    impolite.beforeAnswer = () => undefined;
    expect(impolite.connection.signalingState).toBe('stable');
    polite.negotiator.resync();
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('do not make the answerer begin a session that only the offerer lays out', async () => {
    impolite.beforeAnswer = () => {
      throw new Error('not the sections that we want');
    };
    await negotiation.offer();
    impolite.receive(polite.takeSent());
    impolite.connection.addTransceiver('video');
    await negotiation.aMoment();
    expect(impolite.errors.splice(0)).toHaveLength(1);
    expect(impolite.descriptions).toEqual([]);
  });

  it('leave our offer open when they are answers', async () => {
    await negotiation.offer();
    const [offer] = polite.descriptions;
    const answer = { negotiation: offer?.negotiation ?? '', type: 'answer', sdp: 'nonsense' } as const;
    polite.receive([{ kind: 'description', content: answer }]);
    await negotiation.aMoment();
    expect(polite.errors.splice(0)).toHaveLength(1);
    expect(polite.connection.signalingState).toBe('have-local-offer');
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });
});

describe('negotiator: closing', () => {
  it('says nothing and keeps no timer', async () => {
    await negotiation.offer();
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
