import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantId } from '@/lib/protocol';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import type { ServerPacket } from '@/lib/testing/fake-wire';
import { HostileMember } from '@/lib/testing/hostile-member';
import { flipBit, withEnvelopes } from '@/lib/testing/tampering';
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

const isTampered = ({ state }: EnginePerson) => 'isTampered' in state && state.isTampered;

/** Every epoch that the server has heard of. */
function epochs(): Set<string> {
  return new Set(
    world.server.traffic.flatMap((traffic) =>
      traffic.direction === 'in' && traffic.request.event === 'room:watch'
        ? [traffic.request.payload.epoch]
        : [],
    ),
  );
}

describe('a former life (C6)', () => {
  it('is over for the others: its profile and its messages are refused once the new one is known', async () => {
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
    const former = envelopesOf(world, bob);
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
    // Ada has the highest participant id: by N6 alone she would take any offer in the place of her own.
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
    const toAda = world.server.traffic.flatMap((traffic): ServerPacket[] => {
      if (traffic.direction !== 'out' || traffic.to !== ada.self) return [];
      const { packet } = traffic;
      if (packet.type !== 'announcement') return [];
      if (packet.event === 'signal:received') return [packet];
      if (packet.event !== 'participant:joined' || !packet.payload.offer) return [];
      const { participantId: from, offer: envelope } = packet.payload;
      return [{ type: 'announcement', event: 'signal:received', payload: { from, envelope } }];
    });
    expect(toAda.length).toBeGreaterThan(1);
    ada.reload();
    // Before anybody can have said anything to the new life.
    world.server.rewrite = (packet, to) =>
      to === ada.self && packet.type === 'answer' && packet.event === 'room:join'
        ? [packet, ...toAda]
        : [packet];
    await world.enter(ada);
    await world.untilConnected([ada, bob, cleo]);
    expect(ada.page.peerConnections).toHaveLength(2);
    expect(linksOf([ada, bob, cleo])).toEqual(everyPair([ada, bob, cleo]));
    expect(isTampered(ada)).toBe(false);
  });
});

describe('people whom the server makes up (C8)', () => {
  const stranger: ParticipantId = 'aaaa-aaaa-aaaa-aaaa';

  it('are shown to nobody, in rosters or announcements, with whatever profile it has', async () => {
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const profiles = [...envelopesOf(world, ada), ...envelopesOf(world, bob)];
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
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
    const [profile] = envelopesOf(world, bob);
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
    const [ada, bob] = await world.startCall('Ada', 'Bob', 'Cleo');
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
    const [ada, bob] = await world.startCall('Ada', 'Bob');
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
    const [ada, bob, cleo] = await world.startCall('Ada', 'Bob', 'Cleo');
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

describe('somebody who was said to have left', () => {
  it('gets no answer to whatever the server still relays (C8)', async () => {
    const [ada] = await world.startCall('Ada', 'Bob');
    const mallory = await HostileMember.create(world);
    await mallory.join({});
    await world.until('Ada sees her', () => ada.participants.length === 2);
    const payload = { participantId: mallory.self, reason: 'left' as const };
    world.server.say(ada.self, { event: 'participant:left', payload });
    await world.until('Ada does not', () => ada.participants.length === 1);
    for (const toEpoch of epochs()) {
      await mallory.describe(ada.self, {
        toEpoch,
        session: 'AAAAAAAAAAA',
        negotiation: 'AAAAAAAAAAA',
        type: 'offer',
        sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n',
      });
    }
    await world.advance(5_000);
    expect(ada.page.peerConnections).toHaveLength(1);
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
    for (const toEpoch of epochs()) {
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
    const [ada, bob] = await world.startCall('Ada', 'Bob', 'Cleo');
    const [profile] = envelopesOf(world, bob);
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
    const [ada, bob] = await world.startCall('Ada', 'Bob', 'Cleo');
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
