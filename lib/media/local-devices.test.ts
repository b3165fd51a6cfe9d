import { describe, expect, it } from 'vitest';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { builtInDevices } from '@/lib/testing/fake-media-devices';
import { FakePermissions } from '@/lib/testing/fake-permissions';
import { createLocalMedia } from './local-devices';
import { headset, settle, setUpLocalMedia, usbCamera } from './testing/set-up-local-media';

const without = (kind: MediaDeviceKind) => builtInDevices.filter((device) => device.kind !== kind);

describe('starting local media', () => {
  it('asks for camera and microphone with one question', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    await media.start();
    expect(mediaDevices.promptCount).toBe(1);
    expect(mediaDevices.asked).toHaveLength(1);
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'on', error: null },
      microphone: { status: 'on', error: null },
    });
    expect(media.getTrack('camera')).toMatchObject({ kind: 'video', readyState: 'live', contentHint: '' });
    expect(media.getTrack('microphone')).toMatchObject({ enabled: true, contentHint: 'speech' });
  });

  it('says that both are starting for as long as the question is open', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    mediaDevices.isHolding = true;
    const starting = media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'starting' },
      microphone: { status: 'starting' },
    });
    await settle();
    mediaDevices.release();
    await starting;
    expect(media.state.getSnapshot().camera.trackId).toBe(media.getTrack('camera')?.id);
  });

  it('asks only once however often it is started', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    await Promise.all([media.start(), media.start()]);
    await media.start();
    expect(mediaDevices.asked).toHaveLength(1);
  });

  it('gives names to the devices once the person has allowed them', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    mediaDevices.isHolding = true;
    const starting = media.start();
    await settle();
    expect(media.state.getSnapshot()).toMatchObject({
      cameras: [{ deviceId: 'default', label: 'Camera 1' }],
      cameraId: null,
    });
    mediaDevices.release();
    await starting;
    await settle();
    expect(media.state.getSnapshot()).toMatchObject({
      cameras: [{ deviceId: 'camera-1', label: 'Built-in Camera' }],
      microphones: [{ deviceId: 'microphone-1', label: 'Built-in Microphone' }],
      speakers: [{ deviceId: 'speaker-1', label: 'Built-in Speaker' }],
      cameraId: 'camera-1',
      microphoneId: 'microphone-1',
      speakerId: null,
    });
  });

  it.each([
    ['videoinput', { camera: 'camera-not-found', microphone: null }],
    ['audioinput', { camera: null, microphone: 'microphone-not-found' }],
  ] as const)('gives what there is without any %s, with one question', async (kind, errors) => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt', devices: without(kind) });
    await media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: errors.camera ? 'off' : 'on', error: errors.camera },
      microphone: { status: errors.microphone ? 'off' : 'on', error: errors.microphone },
    });
    expect(mediaDevices.promptCount).toBe(1);
  });

  it('gives the microphone when the camera was blocked before', async () => {
    const permissions = new FakePermissions({ camera: 'denied', microphone: 'prompt' });
    const { media, mediaDevices } = setUpLocalMedia({ permissions });
    await media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: 'camera-denied' },
      microphone: { status: 'on', error: null },
    });
    expect(mediaDevices.promptCount).toBe(1);
  });

  it.each(['deny', 'dismiss'] as const)('does not repeat a question answered with %s', async (answer) => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    mediaDevices.promptAnswer = answer;
    await media.start();
    expect(mediaDevices.promptCount).toBe(1);
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: 'camera-denied' },
      microphone: { status: 'off', error: 'microphone-denied' },
    });
  });

  it('gives the microphone when another program has the camera', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    mediaDevices.busyIds.add('camera-1');
    await media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', trackId: null, error: 'camera-busy' },
      microphone: { status: 'on', error: null },
    });
  });

  it('says each failure by itself when there is nothing at all', async () => {
    const { media } = setUpLocalMedia({ devices: [] });
    await media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: 'camera-not-found' },
      microphone: { status: 'off', error: 'microphone-not-found' },
      cameras: [],
    });
  });

  it('says that the address is the problem outside a secure context', async () => {
    const media = createLocalMedia({ mediaDevices: undefined, clock: createFakeClock() });
    await media.start();
    await media.startScreen();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: 'devices-insecure-context' },
      microphone: { status: 'off', error: 'devices-insecure-context' },
      screen: { status: 'off', error: 'devices-insecure-context' },
    });
  });
});

describe('remembering', () => {
  const twoCameras = [...builtInDevices, usbCamera];

  it('opens the camera of last time with the first question', async () => {
    const stored = { camera: { deviceId: 'camera-2', label: 'USB Camera' } };
    const { media, mediaDevices } = setUpLocalMedia({ stored, devices: twoCameras, permission: 'prompt' });
    await media.start();
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    expect(mediaDevices.asked).toHaveLength(1);
  });

  it.each(['prompt', 'granted'] as const)(
    'finds it by its label when ids were rotated (permission %s)',
    async (permission) => {
      const stored = { camera: { deviceId: 'rotated', label: 'USB Camera' } };
      const { media, mediaDevices } = setUpLocalMedia({ stored, devices: twoCameras, permission });
      await media.start();
      await settle();
      expect(media.getTrack('camera')?.label).toBe('USB Camera');
      expect(mediaDevices.live('video')).toHaveLength(1);
      expect(media.state.getSnapshot().cameraId).toBe('camera-2');
    },
  );

  it('takes another when the remembered one is not there, and goes back to it when it comes', async () => {
    const stored = { camera: { deviceId: 'camera-2', label: 'USB Camera' } };
    const { media, mediaDevices } = setUpLocalMedia({ stored });
    await media.start();
    expect(media.getTrack('camera')?.label).toBe('Built-in Camera');
    mediaDevices.plug(usbCamera);
    await settle();
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    expect(mediaDevices.live('video')).toHaveLength(1);
  });

  it('leaves off what was turned off in the lobby last time, and asks for the other alone', async () => {
    const first = setUpLocalMedia();
    await first.media.start();
    await first.media.setCameraOn(false);
    const second = setUpLocalMedia({ stored: first.readStored() as object, permission: 'prompt' });
    await second.media.start();
    expect(second.media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: null },
      microphone: { status: 'on' },
    });
    expect(second.mediaDevices.asked).toEqual([{ audio: expect.anything() as unknown }]);
  });

  it('opens nothing when both were turned off', async () => {
    const stored = { camera: { isOn: false }, microphone: { isOn: false } };
    const { media, mediaDevices } = setUpLocalMedia({ stored });
    await media.start();
    expect(mediaDevices.asked).toEqual([]);
  });

  it('does not carry a mute of the call into the next lobby', async () => {
    const { media, readStored } = setUpLocalMedia({ isInCall: () => true });
    await media.start();
    await media.setMicrophoneOn(false);
    expect(readStored()).toEqual({});
  });

  it('keeps id and label of a choice, and forgets it when the default is chosen', async () => {
    const { media, readStored } = setUpLocalMedia({ devices: twoCameras });
    await media.start();
    await media.selectCamera('camera-2');
    expect(readStored()).toMatchObject({ camera: { deviceId: 'camera-2', label: 'USB Camera' } });
    await media.selectCamera('default');
    expect(readStored()).toMatchObject({ camera: { deviceId: null } });
    expect(media.getTrack('camera')?.label).toBe('Built-in Camera');
  });

  it('keeps the speaker, and falls back to the default while it is away', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    await media.start();
    const headphones = {
      kind: 'audiooutput',
      deviceId: 'headphones',
      label: 'Headphones',
      groupId: 'h',
    } as const;
    mediaDevices.plug(headphones);
    await settle();
    media.selectSpeaker('headphones');
    expect(media.state.getSnapshot().speakerId).toBe('headphones');
    mediaDevices.unplug('headphones');
    await settle();
    expect(media.state.getSnapshot().speakerId).toBeNull();
    mediaDevices.plug(headphones);
    await settle();
    expect(media.state.getSnapshot().speakerId).toBe('headphones');
  });
});

describe('ending', () => {
  it('leaves no device open and no timer armed', async () => {
    const { media, mediaDevices, clock } = setUpLocalMedia();
    await media.start();
    await media.startScreen();
    media.dispose();
    expect(mediaDevices.liveCount).toBe(0);
    expect(clock.pendingCount).toBe(0);
    mediaDevices.plug(usbCamera);
    await media.setCameraOn(true);
    await media.start();
    await settle();
    expect(mediaDevices.liveCount).toBe(0);
  });

  it('stops what arrives after it', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    mediaDevices.isHolding = true;
    void media.start();
    void media.startScreen();
    await settle();
    media.dispose();
    while (mediaDevices.held.length > 0) mediaDevices.release();
    await settle();
    expect(mediaDevices.tracks).toHaveLength(3);
    expect(mediaDevices.liveCount).toBe(0);
  });

  it('lets a call stop its devices and the next lobby start them again, as they were wished', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    await media.start();
    await media.setCameraOn(false);
    media.stop();
    expect(mediaDevices.liveCount).toBe(0);
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off' },
      microphone: { status: 'off', trackId: null },
    });
    await media.start();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off' },
      microphone: { status: 'on' },
    });
  });

  it('opens nothing for a headset that came in the moment of stopping', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    await media.start();
    await settle();
    mediaDevices.plug(...headset);
    media.stop();
    await settle();
    expect(mediaDevices.liveCount).toBe(0);
  });

  it('leaks nothing when it is stopped and started again while the browser still asks', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    mediaDevices.isHolding = true;
    void media.start();
    await settle();
    media.stop();
    const starting = media.start();
    while (mediaDevices.held.length > 0) {
      mediaDevices.release();
      await settle();
    }
    await starting;
    expect(mediaDevices.live('video')).toEqual([media.getTrack('camera')]);
    expect(mediaDevices.live('audio')).toEqual([media.getTrack('microphone')]);
  });
});
