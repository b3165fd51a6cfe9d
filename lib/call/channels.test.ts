import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineWorld } from '@/lib/testing/engine-world';
import { FakeDataChannel } from '@/lib/testing/fake-data-channel';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';

let world: EngineWorld;
afterEach(() => world.dispose());

const pairsOwn = [
  { negotiated: true, id: 0 },
  { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 },
];
const roomsOwn = [
  { negotiated: true, id: 2 },
  { negotiated: true, id: 3 },
];

describe('the channels of a peer connection', () => {
  it('are two from the lobby on, and two more once both are in the call (P1, M1)', async () => {
    const create = vi.spyOn(FakePeerConnection.prototype, 'createDataChannel');
    const channelsOf = (connection: FakePeerConnection | undefined) =>
      create.mock.calls.flatMap(([, init], n) => (create.mock.contexts[n] === connection ? [init] : []));
    world = await EngineWorld.create();
    const [ada] = await world.startCall('Ada');
    const [bob] = await world.startLobby('Bob');
    const [toAda] = bob.page.openPeerConnections;
    expect(channelsOf(toAda)).toEqual(pairsOwn);
    bob.engine.join(bob.name);
    await world.untilConnected([ada, bob]);
    await world.until('there is more to do than talk', () => channelsOf(toAda).length > 2);
    expect(channelsOf(toAda)).toEqual([...pairsOwn, ...roomsOwn]);
    expect(channelsOf(ada.page.openPeerConnections[0])).toEqual([...pairsOwn, ...roomsOwn]);
  });

  it('carry a sign of life every 400 ms on number 1 (P1)', async () => {
    world = await EngineWorld.create();
    await world.startCall('Ada', 'Bob');
    const send = vi.spyOn(FakeDataChannel.prototype, 'send');
    await world.advance(4_000);
    expect((send.mock.contexts as FakeDataChannel[]).filter(({ id }) => id === 1)).toHaveLength(2 * 10);
  });
});
