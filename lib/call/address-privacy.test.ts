import { afterEach, describe, expect, it } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import { EngineWorld } from '@/lib/testing/engine-world';
import { AddressPrivacy } from './address-privacy';

const relays = {
  iceServers: [
    { urls: 'stun:stun.example.org' },
    { urls: ['turn:turn.example.org'], username: 'u', credential: 'c' },
  ],
  iceTransportPolicy: 'all' as const,
  ttlS: null,
};

let world: EngineWorld | null = null;
afterEach(() => {
  world?.dispose();
  world = null;
});

describe('a hidden address', () => {
  it('allows relays only, whatever the server says', () => {
    const privacy = new AddressPrivacy(null);
    expect(privacy.apply(relays).iceTransportPolicy).toBe('all');
    privacy.setHidden(true);
    expect(privacy.apply(relays).iceTransportPolicy).toBe('relay');
  });

  it('is remembered, and forgotten when it is shown again', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    new AddressPrivacy(storage).setHidden(true);
    const next = new AddressPrivacy(storage);
    expect(next.state.getSnapshot().isHidden).toBe(true);
    next.setHidden(false);
    expect(new AddressPrivacy(storage).state.getSnapshot().isHidden).toBe(false);
  });

  it('knows whether there is a relay to hide behind', () => {
    const privacy = new AddressPrivacy(null);
    expect(privacy.state.getSnapshot().hasRelay).toBeNull();
    privacy.apply({ ...relays, iceServers: [] });
    expect(privacy.state.getSnapshot().hasRelay).toBe(false);
    privacy.apply(relays);
    expect(privacy.state.getSnapshot().hasRelay).toBe(true);
  });

  it('is never offered from the lobby: offers that were ready are made anew', async () => {
    world = await EngineWorld.create({ seed: 1, ice: relays });
    const [ada] = await world.startCall('Ada', 'Bob');
    const [cleo] = await world.startLobby('Cleo');
    const ready = [...cleo.page.openPeerConnections];
    expect(ready).toHaveLength(2);
    cleo.engine.setAddressHidden(true);
    await world.enter(cleo);
    await world.untilConnected([...world.people]);
    for (const { connectionState } of ready) expect(connectionState).toBe('closed');
    const policies = cleo.page.openPeerConnections.map((connection) => connection.getConfiguration());
    expect(policies.map(({ iceTransportPolicy }) => iceTransportPolicy)).toEqual(['relay', 'relay']);
    expect(ada.page.openPeerConnections[0]?.getConfiguration().iceTransportPolicy).toBe('all');
  });

  it('replaces the paths of a call, which goes on', async () => {
    world = await EngineWorld.create({ seed: 2, ice: relays });
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
    const [ada] = people;
    await world.advance(1_000);
    const former = [...ada.page.openPeerConnections];
    ada.engine.setAddressHidden(true);
    await world.advance(20_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(ada.page.openPeerConnections).toHaveLength(2);
    for (const connection of ada.page.openPeerConnections) {
      expect(former).not.toContain(connection);
      expect(connection.getConfiguration().iceTransportPolicy).toBe('relay');
    }
  });

  it('ends paths that nothing has arrived on yet: what they have gathered is not said again', async () => {
    world = await EngineWorld.create({ seed: 3, ice: relays });
    const people = world.people;
    const [ada] = await world.startCall('Ada');
    world.network.setReachable(false);
    const [bob] = await world.startLobby('Bob');
    await world.enter(bob);
    await world.advance(1_000);
    const former = [...bob.page.openPeerConnections];
    expect(former).toHaveLength(1);
    bob.engine.setAddressHidden(true);
    await world.advance(100);
    expect(bob.page.openPeerConnections).toHaveLength(1);
    expect(former).not.toContain(bob.page.openPeerConnections[0]);
    // No relay answers for long; then one does.
    await world.advance(60_000);
    world.network.setReachable(true);
    await world.untilConnected([...people]);
    expect(ada.page.openPeerConnections).toHaveLength(1);
  });

  it('is wished for again until the others can follow, and is not said to be hidden before', async () => {
    world = await EngineWorld.create({ seed: 4, ice: relays });
    const people = await world.startCall('Ada', 'Bob');
    const [ada, bob] = people;
    await world.advance(1_000);
    const [former] = ada.page.openPeerConnections;
    bob.page.beforePeerConnection = () => {
      throw new Error('too many');
    };
    const isAdaSeen = () => ada.engine.addressPrivacy.state.getSnapshot().isSeen;
    expect(isAdaSeen()).toBe(true);
    ada.engine.setAddressHidden(true);
    await world.advance(40_000);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(isAdaSeen()).toBe(true);
    bob.page.beforePeerConnection = () => undefined;
    await world.advance(25_000);
    expect(isAdaSeen()).toBe(false);
    expect(linksOf(people)).toEqual(everyPair(people));
    expect(ada.page.openPeerConnections).toHaveLength(1);
    expect(ada.page.openPeerConnections).not.toContain(former);
  });
});
