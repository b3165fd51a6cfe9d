import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DescriptionMessage, ParticipantId } from '@/lib/protocol';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import { HostileMember } from '@/lib/testing/hostile-member';

let world: EngineWorld;
let people: EnginePerson[];
let mallory: HostileMember;
beforeEach(async () => {
  world = await EngineWorld.create({ seed: 1 });
  people = await world.startCall('Ada', 'Bob', 'Cleo');
  mallory = await HostileMember.create(world);
});
afterEach(() => world.dispose());

function victim(): EnginePerson {
  const [ada] = people;
  if (!ada) throw new Error('nobody');
  return ada;
}

/** The epoch that somebody told the server. */
function epochOf(participantId: ParticipantId): string {
  for (const traffic of world.server.traffic) {
    if (traffic.direction !== 'in' || traffic.from !== participantId) continue;
    if (traffic.request.event === 'room:join') return traffic.request.payload.profile.epoch;
  }
  throw new Error('nobody');
}

function offer(sdp: string, session = 'AAAAAAAAAAA'): DescriptionMessage {
  return { toEpoch: epochOf(victim().self), session, negotiation: 'AAAAAAAAAAA', type: 'offer', sdp };
}

const sdpOf = (...kinds: string[]) =>
  [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    ...kinds.flatMap((kind, i) => [`m=${kind} 9 x`, `a=mid:${i}`, 'a=ice-ufrag:x']),
    '',
  ].join('\r\n');

/** The others go on as if nothing had happened, and may still be joined. */
async function expectUnharmed(): Promise<void> {
  await world.advance(10_000);
  expect(linksOf(people)).toEqual(everyPair(people));
  for (const person of people) {
    for (const other of people) {
      if (other !== person) expect(person.participant(other)?.peer.status).toBe('connected');
    }
  }
  const dan = await world.addPerson('Dan');
  await world.enter(dan);
  await world.until('Dan has all three', () => linksOf([...people, dan]).length === 6);
}

describe('a member who says', () => {
  it.each([
    ['no SDP at all', 'garbage'],
    ['SDP without sections', sdpOf()],
    ['SDP with other sections', sdpOf('audio', 'audio', 'audio', 'audio')],
    ['SDP with too few sections', sdpOf('audio', 'video')],
    ['SDP without a path', sdpOf('audio', 'video', 'video', 'audio')],
  ])('%s harms nobody but themselves', async (_, sdp) => {
    await mallory.join({});
    await mallory.describe(victim().self, offer(sdp));
    await world.advance(10_000);
    const seen = victim().participants.find(({ participantId }) => participantId === mallory.self);
    expect(seen?.peer.status).not.toBe('connected');
    await expectUnharmed();
  });

  it('nonsense as the answer to an offer harms nobody but themselves', async () => {
    await mallory.join({});
    await mallory.describe(victim().self, { ...offer('garbage'), type: 'answer' });
    await expectUnharmed();
  });

  it('that they begin a hundred sessions has one peer connection at a time, and rarely another (N6)', async () => {
    await mallory.join({});
    const { length: made } = victim().page.peerConnections;
    const startMs = world.clock.now();
    for (let i = 0; i < 100; i++) {
      const session = `${String(i).padStart(10, '0')}A`;
      await mallory.describe(victim().self, offer(sdpOf('audio', 'video', 'video', 'audio'), session));
    }
    expect(victim().page.openPeerConnections).toHaveLength(3);
    const passedMs = world.clock.now() - startMs;
    expect(victim().page.peerConnections.length - made).toBeLessThanOrEqual(3 + passedMs / 2_000);
    await expectUnharmed();
  });

  it('what fits no schema is refused, and told when it was a description (C7)', async () => {
    await mallory.join({});
    await mallory.describe(victim().self, offer('x'.repeat(40_001)));
    await world.until('Ada knows', () => victim().page.noticesOf('tampered').length === 1);
    expect(victim().page.noticesOf('tampered')).toEqual([
      expect.objectContaining({ displayName: 'Mallory' }),
    ]);
    await expectUnharmed();
  });

  it('a name that fits no schema is not shown to anybody (C8)', async () => {
    await mallory.join({ displayName: 'x'.repeat(61) });
    await world.advance(1_000);
    for (const person of people) expect(person.participants).toHaveLength(2);
    await mallory.describe(victim().self, offer(sdpOf('audio', 'video', 'video', 'audio')));
    expect(victim().page.openPeerConnections).toHaveLength(2);
    await expectUnharmed();
  });

  it('nothing is shown as connecting, and nobody waits for them', async () => {
    await mallory.join({});
    await world.advance(60_000);
    const seen = victim().participants.find(({ participantId }) => participantId === mallory.self);
    expect(seen).toMatchObject({ displayName: 'Mallory', peer: { status: 'connecting' } });
    await expectUnharmed();
  });
});

describe('a browser that makes no more than two peer connections', () => {
  it('still has a call with two people, and everybody sees everybody', async () => {
    const dan = await world.addPerson('Dan');
    dan.page.beforePeerConnection = () => {
      if (dan.page.openPeerConnections.length === 2) throw new DOMException('too many', 'UnknownError');
    };
    await world.enter(dan);
    await world.until('two of three are there', () => linksOf([...people, dan]).length === 5);
    await world.advance(10_000);
    expect(linksOf([...people, dan])).toHaveLength(5);
    expect(dan.participants).toHaveLength(3);
    for (const person of people) expect(person.participants).toHaveLength(3);
  });
});
