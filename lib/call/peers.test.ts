import { afterEach, describe, expect, it, vi } from 'vitest';
import { everyPair, linksOf } from '@/lib/testing/engine-links';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

const relays = {
  iceServers: [{ urls: 'turn:turn.example.org', username: '1', credential: 'a' }],
  iceTransportPolicy: 'relay' as const,
  ttlS: 1_000,
};

describe('the link to another participant', () => {
  it('says when it goes through a relay', async () => {
    world = await EngineWorld.create({ seed: 1 });
    world.network.isRelayed = true;
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    await world.until('Ada knows', () => {
      const peer = ada.participant(bob)?.peer;
      return peer?.status === 'connected' && peer.isRelayed;
    });
  });

  it('says when it is interrupted, and comes back with an ICE restart (N2)', async () => {
    world = await EngineWorld.create({ seed: 2 });
    // Whoever never hears anything misses nothing either: only ICE tells (N9).
    vi.spyOn(world.network, 'deliver').mockReturnValue(undefined);
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const seen: string[] = [];
    bob.engine.state.subscribe(() => {
      const status = bob.participant(ada)?.peer.status ?? 'gone';
      if (seen.at(-1) !== status) seen.push(status);
    });
    const trackId = bob.participant(ada)?.cameraTrackId;
    world.network.breakPaths();
    await world.until('the break is seen', () => bob.participant(ada)?.peer.status === 'interrupted');
    await world.untilConnected([ada, bob]);
    expect(seen.filter((status) => status !== 'connected')).toEqual(['interrupted', 'restarting']);
    expect(bob.participant(ada)?.cameraTrackId).toBe(trackId);
    expect(bob.page.peerConnections).toHaveLength(1);
  });

  it('says that it failed when nothing helps, and goes on trying', async () => {
    world = await EngineWorld.create({ seed: 3 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    world.network.setReachable(false);
    await world.until('it is given up', () => bob.participant(ada)?.peer.status === 'failed', 120_000);
    expect(bob.participant(ada)?.peer).toEqual({ status: 'failed', code: 'peer-unreachable' });
    world.network.setReachable(true);
    await world.untilConnected([ada, bob]);
  });

  it('comes back when the whole network was away, server and paths', async () => {
    world = await EngineWorld.create({ seed: 4 });
    const people = await world.startCall('Ada', 'Bob', 'Cleo');
    const [, bob] = people;
    bob.link.cut();
    world.network.breakPaths();
    await world.advance(15_000);
    bob.link.restore();
    await world.untilConnected(people);
    expect(linksOf(people)).toEqual(everyPair(people));
    // The paths that were replaced are ended by then.
    await world.advance(20_000);
    for (const { page } of people) expect(page.openPeerConnections).toHaveLength(2);
  });

  it('uses the ICE servers that the server names, new ones as soon as they are there', async () => {
    world = await EngineWorld.create({ seed: 5, ice: relays });
    const [ada] = await world.startCall('Ada', 'Bob');
    const configuration = () => ada.page.openPeerConnections[0]?.getConfiguration();
    expect(configuration()).toMatchObject({
      iceServers: relays.iceServers,
      iceTransportPolicy: 'relay',
    });
    const iceServers = [{ urls: 'turn:turn.example.org', username: '2', credential: 'b' }];
    world.server.ice = { ...relays, iceServers };
    // In good time: before the old ones end.
    await world.advance(relays.ttlS * 1_000 - 1);
    expect(configuration()).toMatchObject({ iceServers });
  });
});

describe('remote tracks', () => {
  it('are found by the ids in the state, as long as their session lives', async () => {
    world = await EngineWorld.create({ seed: 6 });
    const [ada, bob] = await world.startCall('Ada', 'Bob');
    const idOf = () => ada.participant(bob)?.cameraTrackId ?? '';
    const [microphone, camera] = ada.page.openPeerConnections[0]?.getTransceivers() ?? [];
    const formerId = idOf();
    expect(ada.engine.getTrack(formerId)).toBe(camera?.receiver.track);
    expect(ada.engine.getTrack(ada.participant(bob)?.microphoneTrackId ?? '')).toBe(
      microphone?.receiver.track,
    );
    for (const id of ['', 'nobody/camera/x', `${bob.self}/camera`, `${bob.self}/tie/x`]) {
      expect(ada.engine.getTrack(id)).toBeNull();
    }
    bob.reload();
    await world.enter(bob);
    await world.untilConnected([ada, bob]);
    expect(idOf()).not.toBe(formerId);
    expect(ada.engine.getTrack(formerId)).toBeNull();
    expect(ada.engine.getTrack(idOf())?.kind).toBe('video');
  });
});
