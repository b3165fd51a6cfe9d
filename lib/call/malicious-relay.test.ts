import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deriveRoomKeys } from '@/lib/crypto/room-keys';
import { createSealer } from '@/lib/crypto/sealer';
import type { Envelope, ParticipantId } from '@/lib/protocol';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import type { ServerPacket } from '@/lib/testing/fake-wire';
import { envelopesIn, flipBit, withEnvelopes } from '@/lib/testing/tampering';
import { envelopesOf } from '@/lib/testing/wire-log';

let world: EngineWorld;
beforeEach(async () => {
  world = await EngineWorld.create({ seed: 1 });
});
afterEach(() => world.dispose());

/** Ada and Bob are in; Cleo stands in the lobby with her offers ready. */
async function cleoInLobby(): Promise<[EnginePerson, EnginePerson, EnginePerson]> {
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  const cleo = await world.addPerson('Cleo');
  await world.openLobby(cleo);
  return [ada, bob, cleo];
}

const beHonest = () => {
  world.server.rewrite = (packet) => [packet];
};
const isTampered = ({ state }: EnginePerson) => 'isTampered' in state && state.isTampered;
const isDescription = ({ kind }: Envelope) => kind === 'description';

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
      epoch: envelopesOf(world, ada)[0]?.epoch ?? '',
    });
    const forged = await forger.seal('description', ada.self, {
      toEpoch: envelopesOf(world, ada)[0]?.epoch ?? '',
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
    const [profile] = envelopesOf(world, cleo);
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
      const [{ epoch } = envelope] = envelopesOf(world, pretended);
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
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
    const before = ada.page.peerConnections.length;
    const own = envelopesOf(world, ada).filter(isDescription);
    expect(own.length).toBeGreaterThan(0);
    for (const envelope of own) {
      world.server.say(ada.self, { event: 'signal:received', payload: { from: ada.self, envelope } });
      world.server.say(ada.self, { event: 'signal:received', payload: { from: bob.self, envelope } });
    }
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
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
    await world.advance(10_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    for (const { page } of people) expect(page.openPeerConnections).toHaveLength(2);
    expect(people.some(isTampered)).toBe(true);
  });

  it('again much later: nothing that was ever said moves anything', async () => {
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
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
