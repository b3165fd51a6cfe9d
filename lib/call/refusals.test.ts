import { afterEach, describe, expect, it } from 'vitest';
import type { ClientEventName, WireErrorCode } from '@/lib/protocol';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld, type EngineWorldOptions, isReady } from '@/lib/testing/engine-world';
import { graceMs } from '@/lib/testing/fake-server';
import { nameOf } from '@/lib/testing/wire-log';

let world: EngineWorld;
afterEach(() => world.dispose());

async function callOf<Names extends readonly string[]>(options: EngineWorldOptions, ...names: Names) {
  world = await EngineWorld.create(options);
  return world.startCall<Names>(...names);
}

/** Refuses the next `times` requests of this kind by this person. */
function refuse(person: EnginePerson, event: ClientEventName, code: WireErrorCode, times: number): void {
  let left = times;
  world.server.refuse = (request, from) => {
    const isMeant = request.event === event && (event === 'room:watch' || from === person.self);
    if (!isMeant || left === 0) return null;
    left -= 1;
    return code;
  };
}

const passing: WireErrorCode[] = ['rate-limited', 'server-draining', 'server-interrupted', 'internal'];

describe('a full room', () => {
  it('leads back to the lobby, and in as soon as a seat is free (J3)', async () => {
    const [ada] = await callOf({ capacity: 2, seed: 1 }, 'Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    expect(cleo.state).toMatchObject({ isFull: true });
    cleo.engine.join('Cleo');
    await world.until('refused', () => cleo.state.phase === 'preparing');
    expect(cleo.state).toMatchObject({ isFull: true, isReady: true, error: null });
    ada.engine.leave();
    await world.until('a seat is free', () => cleo.state.phase === 'preparing' && !cleo.state.isFull);
    cleo.engine.join('Cleo');
    await world.until('in', () => cleo.state.phase === 'in-call');
  });

  it('leads back to a lobby with an offer for everybody who came meanwhile', async () => {
    await callOf({ capacity: 3, seed: 12 }, 'Ada', 'Bob');
    const [cleo, dan] = await world.startLobby('Cleo', 'Dan');
    refuse(cleo, 'room:join', 'rate-limited', 1);
    cleo.engine.join('Cleo');
    await world.advance(500);
    dan.engine.join('Dan');
    await world.until('refused for good', () => cleo.state.phase === 'preparing');
    await world.settle();
    expect(cleo.page.openPeerConnections).toHaveLength(3);
  });

  it('ends the call of somebody who returns to find the seat taken', async () => {
    const [ada, bob] = await callOf({ capacity: 2, seed: 2 }, 'Ada', 'Bob');
    bob.link.cut();
    await world.advance(graceMs + 1_000);
    const [cleo] = await world.startLobby('Cleo');
    cleo.engine.join('Cleo');
    await world.until('in', () => cleo.state.phase === 'in-call');
    bob.link.restore();
    await world.until('Bob is out', () => bob.state.phase === 'ended');
    expect(bob.state).toEqual({ phase: 'ended', reason: { type: 'failed', code: 'room-full' } });
    expect(bob.page.openPeerConnections).toEqual([]);
    // He says so himself: to her server he has been gone for long (L6).
    await world.advance(500);
    expect(ada.participants.map(({ displayName }) => displayName)).toEqual(['Cleo']);
  });
});

describe('a room that too many watch', () => {
  it('is shown as full and asked again, slowly', async () => {
    world = await EngineWorld.create({ seed: 13 });
    const ada = await world.addPerson('Ada');
    refuse(ada, 'room:watch', 'room-full', 2);
    ada.engine.prepare();
    await world.until('refused', () => ada.state.phase === 'preparing' && ada.state.error === 'room-full');
    const watches = () => world.server.traffic.filter((traffic) => nameOf(traffic) === 'room:watch').length;
    await world.advance(9_000);
    expect(watches()).toBe(1);
    await world.until('reached', () => isReady(ada));
    expect(watches()).toBe(3);
    expect(ada.state).toMatchObject({ error: null });
  });
});

describe('a refusal that passes (S6)', () => {
  it.each(passing)('of the room (%s) is shown and asked again', async (code) => {
    world = await EngineWorld.create({ seed: 3 });
    const ada = await world.addPerson('Ada');
    refuse(ada, 'room:watch', code, 2);
    ada.engine.prepare();
    await world.until('refused', () => ada.state.phase === 'preparing' && ada.state.error === code);
    await world.until('reached', () => isReady(ada));
    expect(ada.state).toMatchObject({ error: null });
  });

  it.each(passing)('of the seat (%s) is asked again', async (code) => {
    const [ada] = await callOf({ seed: 4 }, 'Ada');
    const [bob] = await world.startLobby('Bob');
    refuse(bob, 'room:join', code, 2);
    bob.engine.join('Bob');
    await world.advance(1_000);
    expect(bob.state.phase).toBe('joining');
    await world.until('in', () => bob.state.phase === 'in-call');
    await world.untilConnected([ada, bob]);
  });

  it.each(passing)('of a return (%s) is asked again, and the call goes on', async (code) => {
    const [ada, bob] = await callOf({ seed: 5 }, 'Ada', 'Bob');
    const made = ada.page.peerConnections.length;
    refuse(bob, 'room:join', code, 2);
    bob.link.cut();
    await world.advance(100);
    bob.link.restore();
    await world.advance(1_000);
    expect(bob.state.phase).toBe('in-call');
    await world.until('back', () => ada.participant(bob)?.isAway === false);
    expect(ada.page.peerConnections).toHaveLength(made);
    expect(bob.participant(ada)?.peer.status).toBe('connected');
  });

  it('of a profile is told again', async () => {
    const [ada, bob] = await callOf({ seed: 6 }, 'Ada', 'Bob');
    refuse(bob, 'profile:update', 'rate-limited', 3);
    void bob.media.setCameraOn(false);
    await world.until('Ada knows', () => ada.participant(bob)?.isCameraOn === false);
  });

  it('of fresh ICE credentials is asked again', async () => {
    const ice = { iceServers: [], iceTransportPolicy: 'all' as const, ttlS: 100 };
    const [ada] = await callOf({ seed: 7, ice }, 'Ada');
    refuse(ada, 'ice:refresh', 'rate-limited', 1);
    const refreshes = () =>
      world.server.traffic.filter((traffic) => nameOf(traffic) === 'ice:refresh').length;
    await world.until('asked twice', () => refreshes() === 2, 100_000);
    await world.until('and again in time', () => refreshes() === 3, 100_000);
  });
});

describe('a server that is about to stop (L4)', () => {
  it('leaves the call as it is, and seats newcomers once its successor is there', async () => {
    const [ada, bob] = await callOf({ seed: 11 }, 'Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    world.server.drain();
    cleo.engine.join('Cleo');
    await world.advance(3_000);
    expect(cleo.state.phase).toBe('joining');
    expect(ada.state).toMatchObject({ phase: 'in-call', serverLink: 'online' });
    world.server.restart();
    await world.untilConnected([ada, bob, cleo]);
  });
});

describe('a refusal that lasts', () => {
  it('of the seat leads back to the lobby with the reason', async () => {
    await callOf({ seed: 8 }, 'Ada');
    const [bob] = await world.startLobby('Bob');
    refuse(bob, 'room:join', 'bad-request', 1);
    bob.engine.join('Bob');
    await world.until('refused', () => bob.state.phase === 'preparing');
    expect(bob.state).toMatchObject({ error: 'bad-request', participants: [{ displayName: 'Ada' }] });
  });

  it('of a return, as after an update of the server, is told, and the call goes on', async () => {
    const people = await callOf({ seed: 14 }, 'Ada', 'Bob');
    const [ada, bob] = people;
    refuse(bob, 'room:watch', 'unsupported-version', 1);
    bob.link.cut();
    await world.advance(100);
    bob.link.restore();
    await world.until('told', () => 'refusal' in bob.state && bob.state.refusal === 'unsupported-version');
    await world.advance(60_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(ada.participant(bob)?.isAway).toBe(true);
  });

  it('of the room is shown in the lobby', async () => {
    world = await EngineWorld.create({ seed: 9 });
    const ada = await world.addPerson('Ada');
    refuse(ada, 'room:watch', 'unsupported-version', 100);
    ada.engine.prepare();
    await world.until('refused', () => ada.state.phase === 'preparing' && ada.state.error !== null);
    expect(ada.state).toMatchObject({ error: 'unsupported-version', isReady: false });
    ada.engine.join('Ada');
    expect(ada.state.phase).toBe('preparing');
  });
});

describe('a server that does not answer', () => {
  it('is connected to anew', async () => {
    world = await EngineWorld.create({ seed: 10 });
    const ada = await world.addPerson('Ada');
    let isSilent = true;
    world.server.refuse = () => (isSilent ? 'swallow' : null);
    ada.engine.prepare();
    await world.advance(1_000);
    isSilent = false;
    await world.until('reached', () => isReady(ada));
    expect(ada.state).toMatchObject({ serverLink: 'online', error: null });
  });
});
