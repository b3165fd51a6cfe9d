import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AddressPrivacy } from '@/lib/call/address-privacy';
import type { IceConfig } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import { EngineWorld } from '@/lib/testing/engine-world';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeNetwork } from '@/lib/testing/fake-network';
import { FakePeerConnection } from '@/lib/testing/fake-peer-connection';
import { FakeServerLink } from '@/lib/testing/fake-server-link';
import { PairRun } from './pair-run';

const turn = { username: 'u', credential: 'c' };
const ice: IceConfig = {
  iceServers: [
    { urls: 'stun:stun.example.org' },
    { urls: ['turn:turn.example.org', 'turns:turn.example.org'], ...turn },
  ],
  iceTransportPolicy: 'all',
  ttlS: 600,
};

let world: EngineWorld;
let runs: PairRun[];
beforeEach(async () => {
  world = await EngineWorld.create({ ice });
  runs = [];
});
afterEach(async () => {
  for (const run of runs) await run.close();
  await world.settle();
  world.dispose();
});

/** One side, whose peer connections are in `network` unless their relay is `blocked`. */
function openSide({ blocked = '', isHidden = false } = {}): {
  run: PairRun;
  configurations: RTCConfiguration[];
} {
  const { clock } = world;
  const nowhere = new FakeNetwork({ clock });
  const privacy = new AddressPrivacy(null);
  privacy.setHidden(isHidden);
  const configurations: RTCConfiguration[] = [];
  const run = new PairRun(
    {
      createChannel: () => world.server.connect(new FakeServerLink(), clock),
      createPeerConnection: (configuration) => {
        configurations.push(configuration);
        const isBlocked = blocked !== '' && JSON.stringify(configuration.iceServers).includes(blocked);
        return new FakePeerConnection(isBlocked ? nowhere : world.network).asPeerConnection();
      },
      certificates: [{ expires: 0, getFingerprints: () => [] }],
      createStreams: () => ({ person: new FakeMediaStream(), screen: new FakeMediaStream() }),
      privacy,
      clock,
      logger: silentLogger,
    },
    world.keys,
    ice,
  );
  runs.push(run);
  return { run, configurations };
}

const statusOf = ({ run }: { run: PairRun }) =>
  Object.fromEntries(run.rows.getSnapshot().map(({ way, state }) => [way.id, state.status]));

const all = (status: string) => ({
  direct: status,
  'turn:turn.example.org': status,
  'turns:turn.example.org': status,
});

describe('Two people who check together (PROTOCOL K1)', () => {
  it('are alone until the other one comes, and then try every way', async () => {
    const ada = openSide();
    await world.advance(10_000);
    expect(statusOf(ada)).toEqual(all('alone'));
    const bo = openSide();
    await world.until('all ways work', () => Object.values(statusOf(bo)).every((s) => s === 'connected'));
    expect(statusOf(ada)).toEqual(all('connected'));
  });

  it('give each way the servers of that way alone', async () => {
    const ada = openSide();
    const bo = openSide();
    await world.until('all ways work', () => Object.values(statusOf(bo)).every((s) => s === 'connected'));
    const seen = new Set(
      [...ada.configurations, ...bo.configurations].map(({ iceServers, iceTransportPolicy }) =>
        JSON.stringify([iceTransportPolicy, iceServers]),
      ),
    );
    expect([...seen].sort()).toEqual(
      [
        JSON.stringify(['all', [{ urls: ['stun:stun.example.org'] }]]),
        JSON.stringify(['relay', [{ urls: 'turn:turn.example.org', ...turn }]]),
        JSON.stringify(['relay', [{ urls: 'turns:turn.example.org', ...turn }]]),
      ].sort(),
    );
  });

  it('both learn which way fails', async () => {
    const ada = openSide();
    const bo = openSide({ blocked: 'turns:' });
    await world.advance(16_000);
    const expected = { ...all('connected'), 'turns:turn.example.org': 'failed' };
    expect(statusOf(ada)).toEqual(expected);
    expect(statusOf(bo)).toEqual(expected);
  });

  it('do not try the direct way when one of them hides their address', async () => {
    const ada = openSide();
    const bo = openSide({ isHidden: true });
    await world.advance(6_000);
    expect(statusOf(ada)).toEqual({ ...all('connected'), direct: 'missing' });
    expect(bo.configurations.every(({ iceTransportPolicy }) => iceTransportPolicy === 'relay')).toBe(true);
  });

  it('keep what they found when the other one goes, and try whoever comes back anew', async () => {
    const ada = openSide();
    const bo = openSide({ blocked: 'turns:' });
    await world.advance(16_000);
    const found = { ...all('connected'), 'turns:turn.example.org': 'failed' };
    expect(statusOf(ada)).toEqual(found);
    await bo.run.close();
    await world.advance(1_000);
    expect(statusOf(ada)).toEqual(found);
    const again = openSide({ blocked: 'turn:', isHidden: true });
    await world.advance(16_000);
    const anew = { 'turn:turn.example.org': 'failed', 'turns:turn.example.org': 'connected' };
    expect(statusOf(again)).toEqual(anew);
    expect(statusOf(ada)).toEqual({ ...anew, direct: 'missing' });
  });

  it('learn from somebody who comes back, too, that a way is not tried', async () => {
    const ada = openSide();
    const bo = openSide({ blocked: 'stun:' });
    await world.advance(7_000);
    expect(statusOf(ada).direct).toBe('connecting');
    await bo.run.close();
    await world.advance(1_000);
    openSide({ isHidden: true });
    await world.advance(6_000);
    expect(statusOf(ada)).toEqual({ ...all('connected'), direct: 'missing' });
  });

  it('leave nothing behind', async () => {
    const ada = openSide();
    const bo = openSide();
    await world.advance(6_000);
    await ada.run.close();
    await bo.run.close();
    await world.advance(30_000);
    expect(world.clock.pendingCount).toBe(0);
  });

  it('say in no message which ways there are: the rooms have names of their own', async () => {
    openSide();
    openSide();
    await world.advance(3_000);
    const rooms = new Set(
      world.server.traffic.flatMap((entry) =>
        entry.direction === 'in' && entry.request.event === 'room:watch'
          ? [(entry.request.payload as { roomId: string }).roomId]
          : [],
      ),
    );
    expect(rooms.size).toBe(3);
    expect(rooms).not.toContain(world.keys.roomId);
    expect(JSON.stringify(world.server.traffic.filter(({ direction }) => direction === 'in'))).not.toContain(
      'turn.example.org',
    );
  });
});
