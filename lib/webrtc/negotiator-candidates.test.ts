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

describe('negotiator: candidates (PROTOCOL N5)', () => {
  const isDescription = (message: PeerMessage) => message.kind === 'description';

  it('wait for the offer that they belong to', async () => {
    await negotiation.offer();
    const sent = polite.takeSent();
    impolite.receive(sent.filter((message) => !isDescription(message)));
    await negotiation.aMoment();
    impolite.receive(sent.filter(isDescription));
    await negotiation.aMoment();
    expect(impolite.knownCandidates).toEqual(polite.ownCandidates);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('wait for the answer that they belong to', async () => {
    await negotiation.offer();
    impolite.receive(polite.takeSent());
    await negotiation.aMoment();
    const sent = impolite.takeSent();
    polite.receive(sent.filter((message) => !isDescription(message)));
    await negotiation.aMoment();
    polite.receive(sent.filter(isDescription));
    await negotiation.aMoment();
    expect(polite.knownCandidates).toEqual(impolite.ownCandidates);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('are not lost to a repeated offer, which the other side does not read', async () => {
    polite.connection.addTransceiver('audio');
    while (polite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    impolite.receive(polite.takeSent());
    await clock.advanceAsync(2 * stepMs);
    expect(polite.ownCandidates).not.toEqual([]);
    polite.negotiator.resync();
    await negotiation.aMoment();
    await negotiation.talk();
    expect(impolite.knownCandidates).toEqual(polite.ownCandidates);
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('are not lost to a repeated answer, which the other side drops', async () => {
    await negotiation.offer();
    const offer = polite.takeSent();
    impolite.receive(offer);
    while (impolite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    await clock.advanceAsync(2 * stepMs);
    impolite.receive(offer);
    await negotiation.aMoment();
    await negotiation.talk();
    expect(polite.knownCandidates).toEqual(impolite.ownCandidates);
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('are not lost when they appear while the next offer is being made', async () => {
    await negotiation.offer();
    const sent = polite.takeSent();
    impolite.receive(sent.filter(isDescription));
    while (impolite.descriptions.length === 0) await clock.advanceAsync(stepMs);
    impolite.connection.addTransceiver('video');
    await negotiation.aMoment();
    const [answer, offer] = impolite.descriptions;
    expect([answer?.type, offer?.type]).toEqual(['answer', 'offer']);
    const isMissing = (candidate: string) => !offer?.sdp.includes(candidate);
    expect(impolite.candidates.filter((candidate) => candidate && isMissing(candidate))).toHaveLength(1);
    impolite.receive(sent.filter((message) => !isDescription(message)));
    await negotiation.talk();
    expect(polite.knownCandidates).toEqual(expect.arrayContaining(impolite.candidates.filter(Boolean)));
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('of another generation are dropped, those of the present one are taken', async () => {
    await negotiation.connect();
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
    await negotiation.aMoment();
    polite.connection.restartIce();
    await negotiation.aMoment();
    await negotiation.talk();
    expect(add.mock.calls.map(([init]) => init?.usernameFragment)).not.toContain('stale');
    expect(add.mock.calls.map(([init]) => init?.candidate).slice(0, 2)).toEqual([
      'candidate:1 1 udp 1 192.0.2.9 10 typ host',
      '',
    ]);
    expect(negotiation.outcome).toEqual(agreement);
  });
});
