import { afterEach, describe, expect, it } from 'vitest';
import type { EnginePerson } from '@/lib/testing/engine-person';
import { EngineWorld } from '@/lib/testing/engine-world';
import { messagesDuring } from '@/lib/testing/wire-log';

let world: EngineWorld;
afterEach(() => world.dispose());

async function pair(seed: number): Promise<[EnginePerson, EnginePerson]> {
  world = await EngineWorld.create({ seed });
  const [ada, bob] = await world.startCall('Ada', 'Bob');
  return [ada, bob];
}

/** Waits until somebody's first peer connection sends this, in the order of the media sections (N1). */
async function expectSent({ name, page }: EnginePerson, expected: (string | null)[]): Promise<void> {
  const sent = () =>
    page.openPeerConnections[0]?.getTransceivers().map(({ sender }) => sender.track?.label ?? null);
  await world.until(`${name} sends ${expected}`, () => String(sent()) === String(expected), 1_000);
}

describe('devices', () => {
  it('reach the others as they are, and media follows them without a negotiation (N1)', async () => {
    const [ada, bob] = await pair(1);
    await expectSent(bob, ['microphone', 'camera', null, null]);
    // The last candidates have trickled: what is said from now on is about the devices.
    await world.advance(1_000);
    const messages = await messagesDuring(world, async () => {
      void bob.media.setCameraOn(false);
      await world.until('Ada sees no camera', () => ada.participant(bob)?.isCameraOn === false);
      expect(ada.participant(bob)?.cameraTrackId).toBeNull();
      await expectSent(bob, ['microphone', null, null, null]);
      void bob.media.startScreen();
      await world.until('Ada sees the screen', () => ada.participant(bob)?.isScreenOn === true);
      expect(ada.participant(bob)?.screenTrackId).not.toBeNull();
      await expectSent(bob, ['microphone', null, 'screen', 'screen-sound']);
      bob.media.stopScreen();
      void bob.media.setCameraOn(true);
      void bob.media.setMicrophoneOn(false);
      await world.until('Ada sees the camera', () => ada.participant(bob)?.isCameraOn === true);
      await world.until('and him muted', () => ada.participant(bob)?.isMicrophoneOn === false);
      expect(ada.participant(bob)?.isScreenOn).toBe(false);
      await expectSent(bob, ['microphone', 'camera', null, null]);
    });
    expect(messages).not.toContain('signal:send');
  });

  it('that change many times in a moment are told as they end up', async () => {
    const [ada, bob] = await pair(2);
    const messages = await messagesDuring(world, async () => {
      for (let i = 0; i < 21; i++) {
        void bob.media.setMicrophoneOn(i % 2 === 1);
        await world.settle();
      }
      await world.until('Ada knows', () => ada.participant(bob)?.isMicrophoneOn === false);
      await world.advance(5_000);
    });
    expect(ada.participant(bob)?.isMicrophoneOn).toBe(false);
    expect(messages.filter((name) => name === 'profile:update').length).toBeLessThan(5);
  });

  it('that change while the join is under way are told too', async () => {
    world = await EngineWorld.create({ seed: 3 });
    const [ada] = await world.startCall('Ada');
    const bob = await world.addPerson('Bob');
    bob.engine.prepare();
    await world.until('ready', () => bob.state.phase === 'preparing' && bob.state.isReady);
    bob.engine.join('Bob');
    await world.settle();
    void bob.media.setCameraOn(false);
    await world.untilConnected([ada, bob]);
    await world.until('Ada knows', () => ada.participant(bob)?.isCameraOn === false);
    await expectSent(bob, ['microphone', null, null, null]);
  });

  it('and names told in the lobby stay there', async () => {
    world = await EngineWorld.create({ seed: 4 });
    await world.startCall('Ada');
    const bob = await world.addPerson('Bob');
    bob.engine.prepare();
    await world.until('ready', () => bob.state.phase === 'preparing' && bob.state.isReady);
    const messages = await messagesDuring(world, async () => {
      void bob.media.setCameraOn(false);
      bob.engine.setDisplayName('Robert');
      await world.advance(5_000);
    });
    expect(messages).toEqual([]);
  });
});

describe('a new name', () => {
  it('reaches the others and oneself', async () => {
    const [ada, bob] = await pair(5);
    bob.engine.setDisplayName('Robert');
    expect(bob.state).toMatchObject({ self: { displayName: 'Robert' } });
    await world.until('Ada knows', () => ada.participant(bob)?.displayName === 'Robert');
  });
});

describe('speaking', () => {
  it('is seen while somebody talks and the microphone is on', async () => {
    const [ada, bob] = await pair(6);
    await world.advance(5_000);
    expect(ada.participant(bob)?.isSpeaking).toBe(false);
    const receiver = ada.page.openPeerConnections[0]?.getTransceivers()[0]?.receiver;
    receiver?.sources.push({ audioLevel: 0.5, source: 1, timestamp: 0, rtpTimestamp: 0 });
    await world.until('Ada sees it', () => ada.participant(bob)?.isSpeaking === true);
    void bob.media.setMicrophoneOn(false);
    await world.until('not of a muted one', () => ada.participant(bob)?.isSpeaking === false);
  });
});

describe('the safety code', () => {
  it('is the same at both ends, and nothing before there is a connection', async () => {
    const [ada, bob] = await pair(7);
    const [atAda, atBob] = await Promise.all([
      ada.engine.getSafetyCode(bob.self),
      bob.engine.getSafetyCode(ada.self),
    ]);
    expect(atAda).toHaveLength(6);
    expect(atBob).toEqual(atAda);
    expect(await ada.engine.getSafetyCode(ada.self)).toBeNull();
  });
});
