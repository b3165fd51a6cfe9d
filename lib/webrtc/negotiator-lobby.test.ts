import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeClock } from '@/lib/testing/fake-clock';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { Negotiation, type NegotiationEnd, stepMs } from '@/lib/testing/negotiation';
import { agreement } from '@/lib/testing/negotiation-outcome';
import type { SessionDescription } from './negotiator';

let negotiation: Negotiation;
let clock: FakeClock;
let polite: NegotiationEnd;
let impolite: NegotiationEnd;

function begin(options?: { isHeld: boolean }): void {
  negotiation = new Negotiation(options);
  ({ clock, polite, impolite } = negotiation);
}

beforeEach(() => begin());

describe('negotiator: the offer made ready in the lobby (PROTOCOL J4)', () => {
  beforeEach(() => {
    begin({ isHeld: true });
    polite.connection.addTransceiver('audio');
  });

  it('says nothing before it is released, however long that takes', async () => {
    expect(polite.negotiator.takeHeldOffer()).toBeNull();
    await clock.advanceAsync(60_000);
    expect(polite.sent).toEqual([]);
  });

  it('hands the offer over with its candidates, and sends neither again', async () => {
    await negotiation.aMoment();
    const offer = polite.negotiator.takeHeldOffer();
    expect(offer?.type).toBe('offer');
    expect(parseSdp(offer?.sdp ?? '').candidates).toHaveLength(3);
    polite.negotiator.release({ isOfferDelivered: true });
    await negotiation.aMoment();
    expect(polite.sent).toEqual([]);
    impolite.receive([{ kind: 'description', content: offer as SessionDescription }]);
    await negotiation.aMoment();
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('sends the candidates that were gathered after the offer was taken', async () => {
    const offer = await firstHeldOffer();
    const taken = parseSdp(offer.sdp).candidates;
    polite.negotiator.release({ isOfferDelivered: true });
    await negotiation.aMoment();
    expect(polite.descriptions).toEqual([]);
    expect([...taken, ...polite.candidates]).toEqual([...polite.ownCandidates, '']);
  });

  it('keeps them while it is held', async () => {
    const offer = await firstHeldOffer();
    await negotiation.aMoment();
    expect(polite.sent).toEqual([]);
    polite.negotiator.release({ isOfferDelivered: true });
    await negotiation.aMoment();
    expect([...parseSdp(offer.sdp).candidates, ...polite.candidates]).toEqual([...polite.ownCandidates, '']);
  });

  it.each([
    ['could not be delivered', true],
    ['was not ready in time', false],
  ])('sends the offer itself when it %s, and no candidate twice', async (_, wasTaken) => {
    await negotiation.aMoment();
    if (wasTaken) polite.negotiator.takeHeldOffer();
    polite.negotiator.release({ isOfferDelivered: false });
    await negotiation.aMoment();
    expect(polite.descriptions).toMatchObject([{ type: 'offer' }]);
    expect(polite.candidates).toEqual([]);
    await negotiation.talk();
    expect(negotiation.outcome).toEqual(agreement);
  });

  it('sends a delivered offer again when it stays unanswered (PROTOCOL N4)', async () => {
    await negotiation.aMoment();
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
    await negotiation.aMoment();
    await negotiation.talk();
    await clock.advanceAsync(20_000);
    expect(polite.sent).toEqual([]);
    expect(negotiation.outcome).toEqual(agreement);
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
    await negotiation.talk();
    polite.negotiator.resync();
    impolite.negotiator.resync();
    expect([polite.sent, impolite.sent]).toEqual([[], []]);
  });
});
