import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInDevices, type FakeDevice, type ScreenAnswer } from '@/lib/testing/fake-media-devices';
import type { LocalDeviceState } from './local-media-state';
import { headset, settle, setUpLocalMedia, usbCamera } from './testing/set-up-local-media';

const pluggable: readonly FakeDevice[] = [...builtInDevices, usbCamera, ...headset];
const sources = ['camera', 'microphone', 'screen', 'screen-sound'] as const;

interface World extends ReturnType<typeof setUpLocalMedia> {
  pluggedIds: Set<string>;
  wishes: { camera: boolean; microphone: boolean };
  isStarted: boolean;
  /** The last track that `onTrackChange` told of, by source. */
  heard: Map<string, string | null>;
}

function createWorld(permission: PermissionState, isCameraExclusive: boolean): World {
  const world = {
    ...setUpLocalMedia({ permission, isCameraExclusive }),
    pluggedIds: new Set(builtInDevices.map(({ deviceId }) => deviceId)),
    wishes: { camera: true, microphone: true },
    isStarted: true,
    heard: new Map<string, string | null>(),
  };
  world.media.onTrackChange((source, track) => world.heard.set(source, track?.id ?? null));
  void world.media.start();
  return world;
}

type Step = (world: World) => unknown;

function named(name: string, step: Step): Step {
  return Object.assign(step, { [fc.toStringMethod]: () => name });
}

function live({ mediaDevices }: World) {
  return mediaDevices.tracks.filter(({ readyState }) => readyState === 'live');
}

const device = fc.constantFrom(...pluggable);
const kind = fc.constantFrom('camera' as const, 'microphone' as const);

/** Everything that a person, the system and the browser's delays may do, in any order. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(kind, fc.boolean()).map(([which, isOn]) =>
    named(`${which} ${isOn ? 'on' : 'off'}`, ({ media, wishes }) => {
      wishes[which] = isOn;
      return which === 'camera' ? media.setCameraOn(isOn) : media.setMicrophoneOn(isOn);
    }),
  ),
  device.map(({ deviceId }) =>
    named(`select ${deviceId}`, ({ media }) =>
      deviceId.startsWith('camera') ? media.selectCamera(deviceId) : media.selectMicrophone(deviceId),
    ),
  ),
  device.map((plugged) =>
    named(`plug ${plugged.deviceId}`, ({ mediaDevices, pluggedIds }) => {
      if (pluggedIds.has(plugged.deviceId)) return;
      pluggedIds.add(plugged.deviceId);
      mediaDevices.plug(plugged);
    }),
  ),
  device.map(({ deviceId }) =>
    named(`unplug ${deviceId}`, ({ mediaDevices, pluggedIds }) => {
      pluggedIds.delete(deviceId);
      mediaDevices.unplug(deviceId);
    }),
  ),
  device.map(({ deviceId }) =>
    named(`another program takes or leaves ${deviceId}`, ({ mediaDevices: { busyIds } }) => {
      if (!busyIds.delete(deviceId)) busyIds.add(deviceId);
    }),
  ),
  fc
    .tuple(kind, fc.constantFrom<PermissionState>('granted', 'denied', 'prompt'))
    .map(([which, state]) =>
      named(`${which} ${state}`, ({ mediaDevices }) => mediaDevices.setPermission(which, state)),
    ),
  fc.constantFrom<ScreenAnswer>('share', 'share-with-sound', 'cancel', 'fail').map((answer) =>
    named(`screen ${answer}`, ({ media, mediaDevices }) => {
      mediaDevices.screenAnswer = answer;
      return media.startScreen();
    }),
  ),
  fc.constant(named('stop screen', ({ media }) => media.stopScreen())),
  fc
    .nat(5)
    .map((index) =>
      named(`answer request ${index}`, ({ mediaDevices }) =>
        mediaDevices.release(Math.min(index, mediaDevices.held.length - 1)),
      ),
    ),
  fc.constant(
    named('hold or not', ({ mediaDevices }) => {
      mediaDevices.isHolding = !mediaDevices.isHolding;
    }),
  ),
  fc.nat(3).map((index) => named(`end track ${index}`, (world) => live(world)[index]?.endBySystem())),
  fc.nat(3).map((index) =>
    named(`mute or unmute track ${index}`, (world) => {
      const track = live(world)[index];
      track?.setMuted(!track.muted);
    }),
  ),
  fc.constantFrom(100, 2000, 6000).map((ms) => named(`${ms} ms pass`, ({ clock }) => clock.advance(ms))),
  fc.constant(
    named('start', (world) => {
      world.isStarted = true;
      return world.media.start();
    }),
  ),
  fc.constant(
    named('stop', (world) => {
      world.isStarted = false;
      world.media.stop();
    }),
  ),
);

/** What holds at every moment, even between two microtasks. */
function checkAlways({ media, mediaDevices }: World): void {
  const { camera, microphone, screen } = media.state.getSnapshot();
  for (const source of sources) {
    expect(media.getTrack(source)?.readyState ?? 'live', `the ${source}'s track`).toBe('live');
  }
  checkDevice(camera, media.getTrack('camera'));
  checkDevice(microphone, media.getTrack('microphone'));
  checkDevice(screen, media.getTrack('screen'));
  if (camera.status === 'off') expect(media.getTrack('camera'), 'the light is on').toBeNull();
  if (microphone.status === 'off') expect(media.getTrack('microphone')?.enabled ?? false).toBe(false);
  expect(screen.hasSound).toBe(media.getTrack('screen-sound') !== null);
  const clones = mediaDevices.tracks
    .flatMap((track) => track.clones)
    .filter(({ readyState }) => readyState === 'live');
  expect(clones.length, 'clones of the level meter').toBe(media.getTrack('microphone') ? 1 : 0);
}

function checkDevice(state: LocalDeviceState, track: MediaStreamTrack | null): void {
  expect(state.trackId).toBe(track?.id ?? null);
  if (state.status === 'on') expect(track?.enabled).toBe(true);
  if (state.status === 'starting') expect(track).toBeNull();
}

/** What holds whenever all that has arrived was dealt with, even while the browser still asks. */
function checkSettled(world: World): void {
  checkAlways(world);
  const owned = sources.map((source) => world.media.getTrack(source));
  for (const track of live(world)) expect(owned, 'a live track that nobody owns').toContain(track);
  for (const [source, trackId] of world.heard) {
    const track = world.media.getTrack(source as (typeof sources)[number]);
    expect(trackId, `the last word on ${source}`).toBe(track?.id ?? null);
  }
}

/** What holds when the browser owes no answer: every wish is fulfilled, or the state says why not. */
function checkAtRest(world: World): void {
  const { camera, microphone, screen } = world.media.state.getSnapshot();
  expect(screen.status).not.toBe('starting');
  for (const [which, state] of Object.entries({ camera, microphone })) {
    const isWanted = world.wishes[which as 'camera' | 'microphone'];
    expect(state.status, which).not.toBe('starting');
    if (!isWanted) expect(state.status, which).toBe('off');
    if (isWanted && world.isStarted && state.status === 'off') expect(state.error, which).not.toBeNull();
  }
}

async function answerEverything({ mediaDevices }: World): Promise<void> {
  mediaDevices.isHolding = false;
  while (mediaDevices.held.length > 0) {
    mediaDevices.release();
    await settle();
  }
  await settle();
}

describe('local media', () => {
  it('keeps its promises whatever is done in whatever order', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.constantFrom<PermissionState>('granted', 'prompt', 'denied'),
        fc.boolean(),
        fc.boolean(),
        async (steps, permission, isCameraExclusive, isSettling) => {
          const world = createWorld(permission, isCameraExclusive);
          for (const next of steps) {
            void next(world);
            checkAlways(world);
            await (isSettling ? settle() : Promise.resolve());
            if (isSettling) checkSettled(world);
          }
          await answerEverything(world);
          checkSettled(world);
          checkAtRest(world);
          world.media.dispose();
          await settle();
          expect(world.mediaDevices.liveCount).toBe(0);
          expect(world.clock.pendingCount).toBe(0);
        },
      ),
      { seed: 20_261_120, numRuns: 300 },
    );
  });
});
