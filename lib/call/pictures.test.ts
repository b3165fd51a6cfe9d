import { afterEach, describe, expect, it } from 'vitest';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';

let world: EngineWorld;
afterEach(() => world.dispose());

async function pair(seed: number): Promise<[EnginePerson, EnginePerson]> {
  world = await EngineWorld.create({ seed });
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  await world.until('both are looked after', () =>
    [ada, bob].every(({ page }) => page.engine.quality.getSnapshot() !== null),
  );
  // Sessions begin with a small picture.
  await world.advance(3_000);
  return [ada, bob];
}

const senders = ({ page }: EnginePerson) =>
  page.openPeerConnections.flatMap((connection) => connection.getTransceivers()).map(({ sender }) => sender);
const cameraOf = (person: EnginePerson) => senders(person)[1]?.encodings[0];
const microphoneOf = (person: EnginePerson) => senders(person)[0]?.encodings[0];

describe('pictures', () => {
  it('are not sent to a page that is hidden, and sent again when it is seen; sound goes on (Q2)', async () => {
    const [ada, bob] = await pair(1);
    expect(cameraOf(bob)?.active).toBe(true);
    ada.page.setHidden(true);
    await world.until('Bob sends no camera', () => cameraOf(bob)?.active === false);
    expect(microphoneOf(bob)?.active).toBe(true);
    expect(cameraOf(ada)?.active).toBe(true);
    ada.page.setHidden(false);
    await world.until('Bob sends his camera', () => cameraOf(bob)?.active === true);
  });

  it('become small at both ends when one of them has little data (Q1)', async () => {
    const [ada, bob] = await pair(2);
    const kbps = (person: EnginePerson) => (cameraOf(person)?.maxBitrate ?? 0) / 1_000;
    expect(Math.min(kbps(ada), kbps(bob))).toBeGreaterThan(500);
    ada.page.engine.quality.getSnapshot()?.setDataLow(true);
    await world.until('both send little', () => Math.max(kbps(ada), kbps(bob)) < 100);
    expect(microphoneOf(ada)?.maxBitrate).toBe(48_000);
    ada.page.engine.quality.getSnapshot()?.setDataLow(false);
    await world.until('both send everything', () => Math.min(kbps(ada), kbps(bob)) > 500);
  });

  it('that were not wished for stay away through a fresh session', async () => {
    const [ada, bob] = await pair(3);
    ada.page.setHidden(true);
    await world.until('Bob sends no camera', () => cameraOf(bob)?.active === false);
    const before = bob.page.openPeerConnections[0];
    ada.page.engine.quality.getSnapshot()?.recover(bob.self);
    await world.until('a fresh session is alone', () => {
      const open = bob.page.openPeerConnections;
      return open.length === 1 && open[0] !== before;
    });
    expect(cameraOf(bob)?.active).toBe(false);
    expect(microphoneOf(bob)?.active).toBe(true);
  });

  it('end being looked after with the call', async () => {
    const [ada] = await pair(4);
    ada.page.engine.leave();
    expect(ada.page.engine.quality.getSnapshot()).toBeNull();
  });
});
