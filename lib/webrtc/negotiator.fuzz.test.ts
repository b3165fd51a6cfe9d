import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { candidatesMessageSchema, descriptionMessageSchema } from '@/lib/protocol';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { FakeLink } from '@/lib/testing/fake-link';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { parseSdp } from '@/lib/testing/fake-sdp';
import { agreement, negotiationOutcome } from '@/lib/testing/negotiation-outcome';
import { createSeededRandom, type SeededRandom } from '@/lib/testing/seeded-random';
import { createSeededScheduler } from '@/lib/testing/step-scheduler';
import { ConnectionMonitor } from './connection-monitor';
import { Negotiator, type PeerMessage } from './negotiator';

const runCount = 300;
/** How long the newcomer waits at most, how long things go wrong, and how long they may then take to come right. */
const lobbyMs = 600;
const troubleMs = 30_000;
const healingMs = 180_000;

/** The part of the wire's schemas that a negotiator fills in; the rest says whom it is for. */
const descriptionSchema = v.pick(descriptionMessageSchema, ['negotiation', 'type', 'sdp']);
const candidatesSchema = v.pick(candidatesMessageSchema, ['candidates']);

class Peer {
  readonly connection: FakePeerConnection;
  readonly negotiator: Negotiator;
  readonly errors: string[] = [];
  readonly said: Record<string, number> = {};
  /** Carry what this peer says to the other, by kind: only within one do the seals keep the order (PROTOCOL C5). */
  links: Record<PeerMessage['kind'], FakeLink<PeerMessage>> | null = null;
  extraSectionCount = 0;
  readonly #gathered = new Map<string, Set<string>>();

  constructor(network: FakeNetwork, clock: FakeClock, isPolite: boolean, isHeld: boolean) {
    this.connection = new FakePeerConnection(network);
    const peerConnection = this.connection.asPeerConnection();
    peerConnection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate?.candidate) this.gatheredFor(candidate.usernameFragment).add(candidate.candidate);
    });
    const log = (message: string) => {
      this.said[message] = (this.said[message] ?? 0) + 1;
    };
    this.negotiator = new Negotiator({
      peerConnection,
      isPolite,
      isHeld,
      send: (message) => this.send(message),
      beforeAnswer: () => this.#adopt(),
      onError: (error) => this.errors.push(String(error)),
      clock,
      logger: {
        debug: (message, fields) => {
          log(message);
          if (message === 'candidate refused') this.errors.push(JSON.stringify(fields));
        },
        info: log,
        warn: log,
      },
    });
    new ConnectionMonitor({
      peerConnection,
      canRestart: isPolite,
      onConnected: () => log('connected'),
      onChange: () => undefined,
      clock,
    });
  }

  /** All candidates that this peer ever had in a generation. */
  gatheredFor(usernameFragment: string | null): Set<string> {
    const name = usernameFragment ?? '';
    const gathered = this.#gathered.get(name) ?? new Set();
    this.#gathered.set(name, gathered);
    return gathered;
  }

  send(message: PeerMessage): void {
    if (message.kind === 'description') v.parse(descriptionSchema, message.content);
    else v.parse(candidatesSchema, message.content);
    this.links?.[message.kind].send(message);
  }

  addSection(random: SeededRandom): void {
    if (this.extraSectionCount === 3) return;
    this.extraSectionCount += 1;
    this.connection.addTransceiver(random.hasLuck(0.5) ? 'audio' : 'video');
  }

  replaceTrack(random: SeededRandom): void {
    const transceivers = this.connection.getTransceivers();
    const transceiver = transceivers[random.below(transceivers.length)];
    const track = random.hasLuck(0.3) ? null : (transceiver?.receiver.track ?? null);
    // A rollback may stop the transceiver first: the browser refuses then, and that is fine.
    transceiver?.sender.replaceTrack(track).catch(() => undefined);
  }

  #adopt(): void {
    for (const transceiver of this.connection.getTransceivers()) {
      if (transceiver.direction === 'recvonly') transceiver.direction = 'sendrecv';
    }
  }
}

interface Run {
  alice: Peer;
  bob: Peer;
  clock: FakeClock;
  isLossless: boolean;
}

/** Two ends negotiate while everything the seed can think of goes wrong; then all is well for a while. */
async function run(seed: number): Promise<Run> {
  const random = createSeededRandom(seed);
  const clock = createFakeClock(0);
  const network = new FakeNetwork({ clock, scheduler: createSeededScheduler(clock, random, 30) });
  const isLossless = random.hasLuck(0.3);
  const isHeld = random.hasLuck(0.5);
  const alice = new Peer(network, clock, true, isHeld);
  const bob = new Peer(network, clock, false, false);
  const peers = [alice, bob];
  const links: FakeLink<PeerMessage>[] = [];
  const linkTo = (peer: Peer) => {
    const link = new FakeLink<PeerMessage>(clock, random, (message) => peer.negotiator.receive(message));
    links.push(link);
    return link;
  };
  for (const [from, to] of [
    [alice, bob],
    [bob, alice],
  ] as const) {
    const description = linkTo(to);
    from.links = { description, candidates: isLossless ? description : linkTo(to) };
  }
  const setTrouble = (lossRate: number, duplicateRate: number, maxDelayMs: number) => {
    for (const link of links) Object.assign(link, { lossRate, duplicateRate, maxDelayMs });
  };
  const lossRate = isLossless ? 0 : random.next() * 0.5;
  const duplicateRate = random.next() * 0.5;
  const maxDelayMs = random.hasLuck(0.5) ? 100 : 3_000;
  setTrouble(lossRate, duplicateRate, maxDelayMs);

  for (const kind of ['audio', 'video', 'video', 'audio'] as const) alice.connection.addTransceiver(kind);
  // Nobody offers to a newcomer who is still in the lobby.
  if (!isHeld && random.hasLuck(0.3)) bob.addSection(random);
  clock.setTimeout(() => join(alice, random), random.below(lobbyMs));

  const somebody = () => peers[random.below(2)] ?? alice;
  const comeBack = () => {
    for (const peer of peers) peer.negotiator.resync();
  };
  const outage = () => {
    if (isLossless) return;
    setTrouble(1, 0, 0);
    clock.setTimeout(() => {
      setTrouble(lossRate, duplicateRate, maxDelayMs);
      comeBack();
    }, random.below(8_000));
  };
  const troubles = [
    () => somebody().connection.restartIce(),
    () => somebody().connection.restartIce(),
    () => somebody().addSection(random),
    () => somebody().replaceTrack(random),
    () => somebody().negotiator.resync(),
    () => network.breakPaths(),
    // Back at the server while candidates are still being gathered.
    () => {
      const peer = somebody();
      peer.connection.restartIce();
      for (let i = 0; i < 3; i++) clock.setTimeout(() => peer.negotiator.resync(), random.below(300));
    },
    outage,
    comeBack,
    // Both at once: glare.
    () => peers.forEach((peer) => void peer.connection.restartIce()),
    () => peers.forEach((peer) => void peer.addSection(random)),
  ];
  for (let count = 3 + random.below(12); count > 0; count--) {
    clock.setTimeout(() => troubles[random.below(troubles.length)]?.(), lobbyMs + random.below(troubleMs));
  }

  await letPass(clock, troubleMs + 10_000);
  setTrouble(0, 0, 50);
  comeBack();
  await letPass(clock, healingMs);
  return { alice, bob, clock, isLossless };
}

/** The offer made in the lobby travels with the join, or the join fails and it is sent afterwards (PROTOCOL J4). */
function join(peer: Peer, random: SeededRandom): void {
  const offer = peer.negotiator.takeHeldOffer();
  const isOfferDelivered = offer !== null && random.hasLuck(0.8);
  if (isOfferDelivered) peer.send({ kind: 'description', content: offer });
  peer.negotiator.release({ isOfferDelivered });
}

/** Fires what falls due, with promises settled in between; ends early when no timer is left. */
async function letPass(clock: FakeClock, ms: number): Promise<void> {
  const endMs = clock.now() + ms;
  await settle();
  while (clock.fireNext(endMs - clock.now())) await settle();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** What each end knows of the other's candidates; when nothing was lost, that is all of them (PROTOCOL N5). */
function candidateCounts({ alice, bob, isLossless }: Run): { known: unknown; gathered: unknown } {
  if (!isLossless) return { known: null, gathered: null };
  const pairs = [
    [alice, bob],
    [bob, alice],
  ] as const;
  return {
    known: pairs.map(([end]) => new Set(parseSdp(end.connection.remoteDescription?.sdp ?? '').candidates)),
    gathered: pairs.map(([end, other]) =>
      other.gatheredFor(parseSdp(end.connection.remoteDescription?.sdp ?? '').usernameFragment),
    ),
  };
}

describe('negotiator, whatever happens (PROTOCOL N1-N5)', () => {
  it('ends with both sides agreed, connected and at rest', { timeout: 120_000 }, async () => {
    const said: Record<string, number> = {};
    for (let seed = 1; seed <= runCount; seed++) {
      const result = await run(seed);
      const { alice, bob, clock } = result;
      expect.soft(negotiationOutcome(alice, bob, clock), `seed ${seed}`).toEqual(agreement);
      const { known, gathered } = candidateCounts(result);
      expect.soft(known, `candidates of seed ${seed}`).toEqual(gathered);
      for (const peer of [alice, bob]) {
        for (const [message, count] of Object.entries(peer.said)) {
          said[message] = (said[message] ?? 0) + count;
        }
      }
    }
    // The runs met what they are about.
    for (const situation of ['offer ignored, ours stands', 'answer to no open offer dropped', 'connected']) {
      expect(said[situation], situation).toBeGreaterThan(runCount / 2);
    }
  });
});
