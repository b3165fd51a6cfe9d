import { afterEach, describe, expect, it } from 'vitest';
import type { Channel } from '@/lib/signaling/channel';
import { silentLogger } from '@/lib/store/logger';
import { linksOf } from '@/lib/testing/engine-links';
import { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import { FakeWires } from '@/lib/testing/fake-wires';
import { createSeededRandom } from '@/lib/testing/seeded-random';
import { createDirectChannel } from './direct-channel';
import { DirectRoom } from './direct-room';
import { createGuestLine } from './guest-line';
import { createHostLine } from './host-line';

let world: EngineWorld;
afterEach(() => world.dispose());

interface Pair {
  wires: FakeWires;
  ada: EnginePerson;
  bob: EnginePerson;
}

/** Ada, who keeps the room, and Bob, each with an engine; nothing between them but a wire and the network. */
async function createPair(seed?: number): Promise<Pair> {
  world = await EngineWorld.create(seed === undefined ? {} : { seed });
  const wires = new FakeWires();
  const [host, guest] = wires.ends;
  const hostLine = createHostLine(new DirectRoom(world.keys), host, silentLogger);
  const guestLine = createGuestLine(guest, silentLogger);
  const person = (name: string, seatToken: string, createChannel: () => Channel) =>
    EnginePerson.create({ name, seatToken, ...world, createChannel });
  const pair = {
    wires,
    ada: await person('Ada', 'AAAAAAAAAAAAAAAAAAAAAA', () => createDirectChannel(hostLine, host)),
    bob: await person('Bob', 'BBBBBBBBBBBBBBBBBBBBBA', () => createDirectChannel(guestLine, guest)),
  };
  world.people.push(pair.ada, pair.bob);
  return pair;
}

const isReady = ({ state }: EnginePerson) => state.phase === 'preparing' && state.isReady;

/** Both have their code, and the wire has just opened: both go in at the same moment, as the page makes them. */
async function startCall({ wires, ada, bob }: Pair): Promise<void> {
  for (const { engine } of [ada, bob]) engine.prepare();
  await world.advance(1_000);
  wires.open();
  await world.until('both are ready', () => isReady(ada) && isReady(bob));
  for (const { engine, name } of [ada, bob]) engine.join(name);
  await world.untilConnected([ada, bob]);
}

describe('a direct call (D5)', { timeout: 60_000 }, () => {
  it('is nothing but a lobby until the two have found each other', async () => {
    const { ada, bob } = await createPair();
    for (const { engine } of [ada, bob]) engine.prepare();
    await world.advance(60_000);
    for (const { state } of [ada, bob]) {
      expect(state).toMatchObject({ phase: 'preparing', isReady: false, error: null });
    }
  });

  it.each([undefined, 1, 2, 3, 4, 5])(
    'connects the two, who go in at the same moment (seed %s)',
    async (seed) => {
      const pair = await createPair(seed);
      await startCall(pair);
      const { ada, bob } = pair;
      expect(linksOf([ada, bob])).toEqual(['Ada-Bob']);
      expect(ada.participant(bob)).toMatchObject({ displayName: 'Bob', isAway: false });
      expect(bob.participant(ada)).toMatchObject({ displayName: 'Ada', isAway: false });
      for (const { page } of [ada, bob]) expect(page.openPeerConnections).toHaveLength(1);
    },
  );

  it('tells each what the other has turned on, and their new name', async () => {
    const pair = await createPair();
    await startCall(pair);
    const { ada, bob } = pair;
    bob.engine.setDisplayName('Robert');
    await world.until('Ada knows', () => ada.participant(bob)?.displayName === 'Robert');
    ada.engine.setDisplayName('Augusta');
    await world.until('Bob knows', () => bob.participant(ada)?.displayName === 'Augusta');
  });

  it.each(['ada', 'bob'] as const)('goes on when %s has left and comes back', async (name) => {
    const pair = await createPair();
    await startCall(pair);
    const leaver = pair[name];
    const other = leaver === pair.ada ? pair.bob : pair.ada;
    leaver.engine.leave();
    await world.until('the other is alone', () => other.participants.length === 0);
    leaver.engine.rejoin();
    await world.until('the leaver is ready', () => isReady(leaver));
    leaver.engine.join(leaver.name);
    await world.untilConnected([pair.ada, pair.bob]);
    expect(linksOf([pair.ada, pair.bob])).toEqual(['Ada-Bob']);
  });

  it('replaces a path that has died while the two still have their wire', async () => {
    const pair = await createPair();
    await startCall(pair);
    world.network.breakPaths();
    await world.untilConnected([pair.ada, pair.bob]);
    expect(linksOf([pair.ada, pair.bob])).toEqual(['Ada-Bob']);
  });
});

describe('a wire that is lost (D7)', { timeout: 60_000 }, () => {
  it('interrupts nothing while media flows, and is no lost server', async () => {
    const pair = await createPair();
    await startCall(pair);
    pair.wires.lose();
    await world.advance(60_000);
    for (const { participants, state, page } of [pair.ada, pair.bob]) {
      expect(participants).toMatchObject([{ isAway: true, peer: { status: 'connected' } }]);
      expect(state).toMatchObject({ phase: 'in-call', serverLink: 'online' });
      expect(page.noticesOf('server-lost')).toEqual([]);
    }
  });

  it('takes whoever is not reached any more out of the call, in which the other stays', async () => {
    const pair = await createPair();
    await startCall(pair);
    pair.wires.lose();
    world.network.breakPaths();
    await world.until('each is alone', () =>
      [pair.ada, pair.bob].every(({ participants }) => participants.length === 0),
    );
    for (const { state, page } of [pair.ada, pair.bob]) {
      expect(state.phase).toBe('in-call');
      expect(page.noticesOf('participant-left')).toHaveLength(1);
    }
  });

  it('leaves no timer behind when both leave', async () => {
    const pair = await createPair();
    await startCall(pair);
    pair.wires.lose();
    for (const { engine } of [pair.ada, pair.bob]) engine.dispose();
    await world.settle();
    expect(world.clock.pendingCount).toBe(0);
  });
});

describe('the other side (D6)', { timeout: 60_000 }, () => {
  it('may say what it likes: frames that are none are dropped, and the call goes on', async () => {
    const pair = await createPair();
    await startCall(pair);
    const random = createSeededRandom(3);
    const samples = [...pair.wires.said];
    for (let run = 0; run < 500; run++) {
      const sample = samples[random.below(samples.length)] ?? '';
      const at = random.below(sample.length);
      const altered = sample.slice(0, at) + String.fromCharCode(random.below(128)) + sample.slice(at + 1);
      const text = [altered, sample.slice(0, at), '', '{}', '[]', 'null', '"request"'][random.below(7)] ?? '';
      pair.wires.inject(random.hasLuck(0.5) ? 0 : 1, text);
    }
    await world.untilConnected([pair.ada, pair.bob]);
    const { ada, bob } = pair;
    bob.engine.setDisplayName('Robert');
    await world.until('Ada knows', () => ada.participant(bob)?.displayName === 'Robert');
  });

  it('gets nowhere without the room’s own key', async () => {
    world = await EngineWorld.create();
    const room = new DirectRoom(world.keys);
    const side = room.addSide(() => undefined);
    const { roomId, admission } = world.keys;
    const seatToken = 'AAAAAAAAAAAAAAAAAAAAAA';
    const watch = { protocolVersion: 1, roomId, admission, seatToken, epoch: 'AAAAAAAAAAA' };
    const wrong = { ...watch, admission: 'A'.repeat(43) };
    expect(await room.ask(side, 'ice:refresh', {})).toEqual({ ok: false, code: 'not-watching' });
    expect(await room.ask(side, 'room:watch', wrong)).toEqual({ ok: false, code: 'room-mismatch' });
    expect(await room.ask(side, 'room:watch', { ...watch, protocolVersion: 2 })).toEqual({
      ok: false,
      code: 'unsupported-version',
    });
    expect(await room.ask(side, 'room:watch', watch)).toMatchObject({ ok: true, value: { capacity: 2 } });
    const twin = room.addSide(() => undefined);
    expect(await room.ask(twin, 'room:watch', watch)).toEqual({ ok: false, code: 'bad-request' });
  });
});
