import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveRoomKeys } from '@/lib/crypto/room-keys';
import { createSealer } from '@/lib/crypto/sealer';
import type { Envelope, ParticipantId, ServerPayload } from '@/lib/protocol';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import type { ServerPacket } from '@/lib/testing/fake-wire';
import { HostileMember } from '@/lib/testing/hostile-member';
import { envelopesIn, flipBit, withEnvelopes } from '@/lib/testing/tampering';

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create({ seed: 1 });
});
afterEach(() => world.dispose());

type Three = [EnginePerson, EnginePerson, EnginePerson];

async function threeInCall(): Promise<Three> {
  return (await world.startCall('Ada', 'Bob', 'Cleo')) as Three;
}

/** Ada and Bob are in; Cleo stands in the lobby with her offers ready. */
async function cleoInLobby(): Promise<Three> {
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  const cleo = await world.addPerson('Cleo');
  cleo.engine.prepare();
  await world.until('ready', () => cleo.state.phase === 'preparing' && cleo.state.isReady);
  await world.advance(200);
  return [ada, bob, cleo] as Three;
}

const beHonest = () => {
  world.server.rewrite = (packet) => [packet];
};
const isTampered = ({ state }: EnginePerson) => 'isTampered' in state && state.isTampered;
const isDescription = ({ kind }: Envelope) => kind === 'description';

/** Signals of this kind as they reached somebody. */
function signalsTo(to: EnginePerson, kind: Envelope['kind']): ServerPayload<'signal:received'>[] {
  return world.server.traffic.flatMap((traffic) =>
    traffic.direction === 'out' &&
    traffic.to === to.self &&
    traffic.packet.type === 'announcement' &&
    traffic.packet.event === 'signal:received' &&
    traffic.packet.payload.envelope.kind === kind
      ? [traffic.packet.payload]
      : [],
  );
}

/** Every envelope of somebody that passed the server. */
function envelopesOf(from: EnginePerson): Envelope[] {
  return world.server.traffic.flatMap((traffic) => {
    if (traffic.direction !== 'in' || traffic.from !== from.self) return [];
    const { event, payload } = traffic.request;
    if (event === 'room:join') return [payload.profile, ...Object.values(payload.offers)];
    if (event === 'profile:update') return [payload.profile];
    return event === 'signal:send' ? [payload.envelope] : [];
  });
}

/** Every epoch that the server has heard of. */
function epochsOf({ server }: EngineWorld): Set<string> {
  return new Set(
    server.traffic.flatMap((traffic) =>
      traffic.direction === 'in' && traffic.request.event === 'room:watch'
        ? [traffic.request.payload.epoch]
        : [],
    ),
  );
}

describe('a description that was altered (C4, C7)', () => {
  const alterations: [string, (envelope: Envelope) => Envelope][] = [
    ['a bit of its box', (envelope) => ({ ...envelope, box: flipBit(envelope.box, 77) })],
    ['a bit of its tag', (envelope) => ({ ...envelope, box: flipBit(envelope.box, -1 >>> 1) })],
    ['its iv', (envelope) => ({ ...envelope, iv: flipBit(envelope.iv, 5) })],
    ['its seq', (envelope) => ({ ...envelope, seq: envelope.seq + 1 })],
  ];

  it.each(alterations)('in %s connects nobody, and both ends of the call know', async (_, alter) => {
    const [ada, bob, cleo] = await cleoInLobby();
    const made = ada.page.peerConnections.length;
    world.server.rewrite = (packet, to) =>
      to === ada.self || to === cleo.self
        ? [withEnvelopes(packet, (envelope) => (isDescription(envelope) ? alter(envelope) : envelope))]
        : [packet];
    cleo.engine.join('Cleo');
    await world.until('Ada knows', () => isTampered(ada));
    await world.until('Cleo knows', () => isTampered(cleo));
    await world.advance(10_000);
    expect(ada.page.noticesOf('tampered')[0]).toMatchObject({ displayName: 'Cleo' });
    expect(ada.page.peerConnections).toHaveLength(made);
    // What Bob was told is untouched; what he answered is not.
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
    expect(isTampered(bob)).toBe(false);
    beHonest();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    expect(isTampered(ada)).toBe(true);
  });

  it('in its epoch seems late, and connects nobody either', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    world.server.rewrite = (packet) => [
      withEnvelopes(packet, (envelope) =>
        isDescription(envelope) ? { ...envelope, epoch: flipBit(envelope.epoch, 9) } : envelope,
      ),
    ];
    cleo.engine.join('Cleo');
    await world.advance(10_000);
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
  });

  it('in its kind is no description at all', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    world.server.rewrite = (packet) => [
      withEnvelopes(packet, (envelope) =>
        isDescription(envelope) ? { ...envelope, kind: 'candidates' } : envelope,
      ),
    ];
    cleo.engine.join('Cleo');
    await world.until('Ada knows', () => isTampered(ada));
    await world.advance(10_000);
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
  });

  it('and sealed anew with the fingerprint of somebody between is refused, for want of the secret (C2, C3)', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    const otherKeys = await deriveRoomKeys(new Uint8Array(16).fill(1));
    const { roomId } = world.keys;
    world.server.rewrite = (packet) => [packet];
    const forger = createSealer({
      roomId,
      signalKey: otherKeys.signalKey,
      participantId: cleo.self,
      epoch: envelopesOf(ada)[0]?.epoch ?? '',
    });
    const forged = await forger.seal('description', ada.self, {
      toEpoch: envelopesOf(ada)[0]?.epoch ?? '',
      session: 'AAAAAAAAAAA',
      negotiation: 'AAAAAAAAAAA',
      type: 'offer',
      sdp: 'v=0\r\na=fingerprint:sha-256 BA:D0\r\n',
    });
    world.server.rewrite = (packet, to) => [
      withEnvelopes(packet, (envelope, place) =>
        to === ada.self && place === 'offer'
          ? { ...forged, epoch: envelope.epoch, seq: envelope.seq }
          : envelope,
      ),
    ];
    cleo.engine.join('Cleo');
    await world.until('Ada knows', () => isTampered(ada));
    expect(linksOf([ada, bob, cleo])).not.toContain('Ada-Cleo');
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });
});

describe('a description that was delivered wrongly (C4)', () => {
  it('to another recipient is refused by that one', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    const offers = new Map<ParticipantId | null, Envelope>();
    world.server.rewrite = (packet, to) => {
      for (const { envelope, place } of envelopesIn(packet)) if (place === 'offer') offers.set(to, envelope);
      return packet.type === 'announcement' && packet.event === 'participant:joined' ? [] : [packet];
    };
    cleo.engine.join('Cleo');
    await world.until('both offers are there', () => offers.size === 2);
    const [profile] = envelopesOf(cleo);
    const [toAda, toBob] = [offers.get(ada.self), offers.get(bob.self)];
    if (!profile || !toAda || !toBob) throw new Error('nothing');
    const payload = { participantId: cleo.self, profile };
    world.server.say(ada.self, { event: 'participant:joined', payload: { ...payload, offer: toBob } });
    world.server.say(bob.self, { event: 'participant:joined', payload: { ...payload, offer: toAda } });
    await world.until('both know', () => isTampered(ada) && isTampered(bob));
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
  });

  it('as somebody else’s is refused, whoever that is: forged `from`', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    const made = cleo.page.peerConnections.length;
    world.server.rewrite = (packet, to) => {
      if (packet.type !== 'announcement' || packet.event !== 'signal:received' || to !== cleo.self)
        return [packet];
      const { from, envelope } = packet.payload;
      // With the epoch of the one it is said to be from, too: with its own it seems late.
      const pretended = from === ada.self ? bob : ada;
      const [{ epoch } = envelope] = envelopesOf(pretended);
      return [{ ...packet, payload: { from: pretended.self, envelope: { ...envelope, epoch } } }];
    };
    cleo.engine.join('Cleo');
    await world.until('Cleo knows', () => isTampered(cleo));
    await world.advance(10_000);
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
    expect(cleo.page.peerConnections).toHaveLength(made);
    beHonest();
    await world.untilConnected([ada, bob, cleo]);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });

  it('back to its sender is refused, as their own and as the other’s: reflected', async () => {
    const [ada, bob, cleo] = await threeInCall();
    const before = ada.page.peerConnections.length;
    const [offer] = signalsTo(bob, 'description');
    const own = envelopesOf(ada).filter(isDescription);
    expect(own.length).toBeGreaterThan(0);
    for (const envelope of own) {
      world.server.say(ada.self, { event: 'signal:received', payload: { from: ada.self, envelope } });
      world.server.say(ada.self, { event: 'signal:received', payload: { from: bob.self, envelope } });
    }
    expect(offer).toBeDefined();
    await world.until('Ada knows', () => isTampered(ada));
    await world.advance(10_000);
    expect(ada.page.peerConnections).toHaveLength(before);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });
});

describe('messages that come twice, late or never (C5)', () => {
  it('twice at once: the second is refused, the call is as it would be', async () => {
    world.server.rewrite = (packet) =>
      packet.type === 'announcement' && packet.event === 'signal:received' ? [packet, packet] : [packet];
    const people = await threeInCall();
    await world.advance(10_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    for (const { page } of people) expect(page.openPeerConnections).toHaveLength(2);
    expect(people.some(isTampered)).toBe(true);
  });

  it('again much later: nothing that was ever said moves anything', async () => {
    const people = await threeInCall();
    void people[1].media.setCameraOn(false);
    await world.advance(1_000);
    const made = people.map(({ page }) => page.peerConnections.length);
    const states = people.map(({ participants }) => participants);
    const past = world.server.traffic.flatMap((traffic) =>
      traffic.direction === 'out' && traffic.packet.type === 'announcement' && traffic.to
        ? [{ to: traffic.to, announcement: traffic.packet }]
        : [],
    );
    for (const { to, announcement } of past) world.server.say(to, announcement);
    await world.advance(10_000);
    expect(people.map(({ page }) => page.peerConnections.length)).toEqual(made);
    expect(people.map(({ participants }) => participants)).toEqual(states);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(people.some(isTampered)).toBe(true);
  });

  it('in the wrong order: the overtaken ones are refused and said again', async () => {
    const held: ServerPacket[] = [];
    world.server.rewrite = (packet) => {
      if (packet.type !== 'announcement' || packet.event !== 'signal:received') return [packet];
      held.push(packet);
      return held.length < 2 ? [] : held.splice(0).reverse();
    };
    const people = await world.addPeople('Ada', 'Bob', 'Cleo');
    for (const person of people) await world.enter(person);
    await world.advance(20_000);
    beHonest();
    await world.untilConnected(people);
    expect(linksOf(people)).toEqual(everyPair(people));
  });

  it('never: descriptions are sent again until they arrive, and nobody is accused', async () => {
    const [ada, bob, cleo] = await cleoInLobby();
    world.server.rewrite = (packet) =>
      envelopesIn(packet).some(({ place }) => place === 'signal') ? [] : [packet];
    cleo.engine.join('Cleo');
    await world.advance(15_000);
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob']);
    beHonest();
    await world.untilConnected([ada, bob, cleo], 10_000);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    expect([ada, bob, cleo].some(isTampered)).toBe(false);
  });
});

describe('a former life (C6)', () => {
  it('is over for the others: its profile and its messages are refused once the new one is known', async () => {
    const [ada, bob, cleo] = await threeInCall();
    const former = envelopesOf(bob);
    const [profile] = former;
    bob.reload();
    await world.enter(bob);
    await world.untilConnected([ada, bob, cleo]);
    if (!profile) throw new Error('nothing');
    world.server.say(ada.self, {
      event: 'participant:joined',
      payload: { participantId: bob.self, profile },
    });
    for (const envelope of former.filter(({ kind }) => kind !== 'profile')) {
      world.server.say(ada.self, { event: 'signal:received', payload: { from: bob.self, envelope } });
    }
    const made = ada.page.peerConnections.length;
    await world.advance(10_000);
    expect(ada.page.peerConnections).toHaveLength(made);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
  });

  it('is over for oneself: what was meant for it does not reach the new one (N7)', async () => {
    const [ada, bob, cleo] = await threeInCall();
    // Ada offers to Bob, so that there is something to say again.
    ada.reload();
    await world.enter(ada);
    await world.untilConnected([ada, bob, cleo]);
    const toBob = world.server.traffic.flatMap((traffic): ServerPacket[] => {
      if (traffic.direction !== 'out' || traffic.to !== bob.self) return [];
      const { packet } = traffic;
      if (packet.type !== 'announcement') return [];
      if (packet.event === 'signal:received') return [packet];
      if (packet.event !== 'participant:joined' || !packet.payload.offer) return [];
      const { participantId: from, offer: envelope } = packet.payload;
      return [{ type: 'announcement', event: 'signal:received', payload: { from, envelope } }];
    });
    expect(toBob.length).toBeGreaterThan(2);
    bob.reload();
    // Before anybody can have said anything to the new life.
    world.server.rewrite = (packet, to) =>
      to === bob.self && packet.type === 'answer' && packet.event === 'room:join'
        ? [packet, ...toBob]
        : [packet];
    await world.enter(bob);
    await world.untilConnected([ada, bob, cleo]);
    expect(bob.page.peerConnections).toHaveLength(2);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    expect(isTampered(bob)).toBe(false);
  });
});

describe('people whom the server makes up (C8)', () => {
  const stranger: ParticipantId = 'aaaa-aaaa-aaaa-aaaa';

  it('are shown to nobody, in rosters or announcements, with whatever profile it has', async () => {
    const [ada, bob] = (await world.startCall('Ada', 'Bob')) as [EnginePerson, EnginePerson];
    const profiles = [...envelopesOf(ada), ...envelopesOf(bob)];
    const [first] = profiles;
    if (!first) throw new Error('nothing');
    world.server.rewrite = (packet) => {
      if (packet.type !== 'answer' || !packet.result.ok) return [packet];
      const value = packet.result.value as { participants?: unknown[] };
      const entry = { participantId: stranger, profile: first, isInterrupted: false };
      const participants = [...(value.participants ?? []), entry];
      return [{ ...packet, result: { ok: true, value: { ...value, participants } } }];
    };
    const cleo = await world.addPerson('Cleo');
    await world.enter(cleo);
    await world.untilConnected([ada, bob, cleo]);
    for (const profile of profiles) {
      const payload = { participantId: stranger, profile: { ...profile, kind: 'profile' as const } };
      world.server.say(ada.self, { event: 'participant:joined', payload });
      world.server.say(ada.self, { event: 'participant:updated', payload });
    }
    await world.advance(10_000);
    for (const person of [ada, bob, cleo]) {
      expect(person.participants).toHaveLength(2);
      expect(person.page.openPeerConnections).toHaveLength(2);
    }
    expect(isTampered(ada)).toBe(true);
  });

  it('do not come from those who left', async () => {
    const [ada, bob, cleo] = await threeInCall();
    const [profile] = envelopesOf(bob);
    if (!profile) throw new Error('nothing');
    bob.engine.leave();
    await world.until('he is gone', () => ada.participants.length === 1);
    world.server.say(ada.self, {
      event: 'participant:joined',
      payload: { participantId: bob.self, profile },
    });
    await world.advance(10_000);
    expect(ada.participants).toHaveLength(1);
    expect(ada.page.openPeerConnections).toHaveLength(1);
    expect(linksOf([ada, cleo])).toEqual(['Ada-Cleo']);
  });

  it('are not oneself: a page that watches with our own seat token raises no alarm', async () => {
    const [ada, bob] = await threeInCall();
    const lobby = bob.duplicate();
    world.people.push(lobby);
    lobby.engine.prepare();
    await world.until('ready', () => lobby.state.phase === 'preparing' && lobby.state.isReady);
    bob.engine.setDisplayName('Robert');
    await world.until('Ada knows', () => ada.participant(bob)?.displayName === 'Robert');
    await world.advance(1_000);
    expect(lobby.page.notices).toEqual([]);
  });
});

describe('people whom the server hides', () => {
  it('get nothing from those who do not see them', async () => {
    const [ada, bob] = (await world.startCall('Ada', 'Bob')) as [EnginePerson, EnginePerson];
    const eve = await world.addPerson('Eve');
    world.server.rewrite = (packet, to) => {
      const isNews = packet.type === 'announcement' && packet.event.startsWith('participant:');
      return isNews && to === ada.self ? [] : [packet];
    };
    await world.enter(eve);
    await world.advance(20_000);
    expect(ada.participants).toHaveLength(1);
    expect(ada.page.openPeerConnections).toHaveLength(1);
    expect(linksOf([ada, bob, eve])).toEqual(['Ada-Bob', 'Bob-Eve']);
  });

  it('lose the connection to those who are told that they left', async () => {
    const [ada, bob, cleo] = await threeInCall();
    world.server.say(ada.self, {
      event: 'participant:left',
      payload: { participantId: cleo.self, reason: 'left' },
    });
    await world.advance(60_000);
    expect(ada.participants).toHaveLength(1);
    expect(ada.page.openPeerConnections).toHaveLength(1);
    expect(linksOf([ada, bob, cleo])).toEqual(['Ada-Bob', 'Bob-Cleo']);
  });
});

describe('the lobby', () => {
  it('sends nothing of camera and microphone, whatever is delivered to it (J2)', async () => {
    const [, , cleo] = await cleoInLobby();
    const mallory = await HostileMember.create(world);
    await mallory.join({});
    await world.until(
      'Cleo sees her',
      () => cleo.state.phase === 'preparing' && cleo.state.participants.length === 3,
    );
    await world.advance(1_000);
    const made = cleo.page.peerConnections.length;
    for (const toEpoch of epochsOf(world)) {
      const envelope = await mallory.sealer.seal('description', cleo.self, {
        toEpoch,
        session: 'AAAAAAAAAAA',
        negotiation: 'AAAAAAAAAAA',
        type: 'offer',
        sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n',
      });
      world.server.say(cleo.self, { event: 'signal:received', payload: { from: mallory.self, envelope } });
    }
    await world.advance(10_000);
    expect(cleo.state.phase).toBe('preparing');
    expect(cleo.page.peerConnections).toHaveLength(made);
    expect(cleo.page.noticesOf('tampered')).toEqual([]);
  });
});

describe('a profile', () => {
  it('that is older than the one known does not turn anything back (C5)', async () => {
    const [ada, bob] = await threeInCall();
    const [profile] = envelopesOf(bob);
    if (!profile) throw new Error('nothing');
    void bob.media.setMicrophoneOn(false);
    await world.until('Ada knows', () => ada.participant(bob)?.isMicrophoneOn === false);
    world.server.say(ada.self, {
      event: 'participant:updated',
      payload: { participantId: bob.self, profile },
    });
    await world.advance(1_000);
    expect(ada.participant(bob)?.isMicrophoneOn).toBe(false);
  });

  it('that was altered is refused, and the person stays as known (C7)', async () => {
    const [ada, bob] = await threeInCall();
    world.server.rewrite = (packet) => [
      withEnvelopes(packet, (envelope, place) =>
        place === 'profile' ? { ...envelope, box: flipBit(envelope.box, 3) } : envelope,
      ),
    ];
    void bob.media.setMicrophoneOn(false);
    await world.until('Ada knows', () => isTampered(ada));
    expect(ada.participant(bob)).toMatchObject({ displayName: 'Bob', isMicrophoneOn: true });
    expect(ada.participant(bob)?.peer.status).toBe('connected');
  });
});
