import { describe, expect, it } from 'vitest';
import { builtInDevices } from '@/lib/testing/fake-media-devices';
import { settle, setUpLocalMedia, usbCamera } from './testing/set-up-local-media';

const twoCameras = [...builtInDevices, usbCamera];
const secondMicrophone = { kind: 'audioinput', deviceId: 'microphone-2', label: 'Desk' } as const;

async function started(setUp: Parameters<typeof setUpLocalMedia>[0] = {}) {
  const all = setUpLocalMedia(setUp);
  await all.media.start();
  await settle();
  all.trackChanges.length = 0;
  return all;
}

describe('the camera', () => {
  it('is dark and gone for everyone the moment it is turned off', async () => {
    const { media, mediaDevices, trackChanges } = await started();
    const turningOff = media.setCameraOn(false);
    expect(mediaDevices.live('video')).toEqual([]);
    expect(media.getTrack('camera')).toBeNull();
    expect(trackChanges).toEqual([['camera', null]]);
    expect(media.state.getSnapshot().camera).toEqual({ status: 'off', trackId: null, error: null });
    await turningOff;
  });

  it('is acquired anew when it is turned on', async () => {
    const { media, trackChanges } = await started();
    const former = media.getTrack('camera');
    await media.setCameraOn(false);
    const turningOn = media.setCameraOn(true);
    expect(media.state.getSnapshot().camera.status).toBe('starting');
    await turningOn;
    const track = media.getTrack('camera');
    expect(track).not.toBe(former);
    expect(trackChanges).toEqual([
      ['camera', null],
      ['camera', track?.id],
    ]);
  });

  it('obeys the last of many quick wishes and opens one device at a time', async () => {
    const { media, mediaDevices } = await started();
    await media.setCameraOn(false);
    mediaDevices.isHolding = true;
    void media.setCameraOn(true);
    void media.setCameraOn(false);
    void media.setCameraOn(true);
    const last = media.setCameraOn(false);
    await settle();
    expect(mediaDevices.held).toHaveLength(1);
    mediaDevices.release();
    await last;
    await settle();
    expect(mediaDevices.live('video')).toEqual([]);
    expect(media.state.getSnapshot().camera.status).toBe('off');
  });

  it('uses the track on its way when it is wished for again before it arrives', async () => {
    const { media, mediaDevices } = await started();
    await media.setCameraOn(false);
    mediaDevices.isHolding = true;
    void media.setCameraOn(true);
    void media.setCameraOn(false);
    const last = media.setCameraOn(true);
    await settle();
    const askedBefore = mediaDevices.asked.length;
    mediaDevices.release();
    await last;
    expect(media.state.getSnapshot().camera.status).toBe('on');
    expect(mediaDevices.asked).toHaveLength(askedBefore);
  });

  it('stays off when it was turned off while the first question was open', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ permission: 'prompt' });
    mediaDevices.isHolding = true;
    const starting = media.start();
    await settle();
    await media.setCameraOn(false);
    mediaDevices.release();
    await starting;
    expect(mediaDevices.live('video')).toEqual([]);
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', error: null },
      microphone: { status: 'on' },
    });
  });
});

describe('the microphone', () => {
  it('is muted by disabling its track, which stays the same', async () => {
    const { media, trackChanges } = await started();
    const track = media.getTrack('microphone');
    await media.setMicrophoneOn(false);
    expect(track).toMatchObject({ enabled: false, readyState: 'live' });
    expect(media.state.getSnapshot().microphone).toEqual({ status: 'off', trackId: track?.id, error: null });
    await media.setMicrophoneOn(true);
    expect(track?.enabled).toBe(true);
    expect(trackChanges).toEqual([]);
  });

  it('is acquired when it is turned on and there is none', async () => {
    const { media } = await started({ stored: { microphone: { isOn: false } } });
    expect(media.getTrack('microphone')).toBeNull();
    await media.setMicrophoneOn(true);
    expect(media.getTrack('microphone')).toMatchObject({ enabled: true, readyState: 'live' });
  });

  it('arrives muted when it was turned off meanwhile', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    mediaDevices.isHolding = true;
    const starting = media.start();
    await settle();
    await media.setMicrophoneOn(false);
    mediaDevices.release();
    await starting;
    expect(media.getTrack('microphone')?.enabled).toBe(false);
    expect(media.state.getSnapshot().microphone.status).toBe('off');
  });

  it('stays muted through a change of device', async () => {
    const { media, mediaDevices } = await started({ devices: [...builtInDevices, secondMicrophone] });
    await media.setMicrophoneOn(false);
    await media.selectMicrophone('microphone-2');
    expect(media.getTrack('microphone')).toMatchObject({ label: 'Desk', enabled: false });
    expect(mediaDevices.live('audio')).toHaveLength(1);
  });
});

describe('choosing a device', () => {
  it('swaps without a gap: the new one first, then the old one ends', async () => {
    const { media, mediaDevices, trackChanges } = await started({ devices: twoCameras });
    const former = media.getTrack('camera');
    let wasFormerLiveAtSwap = false;
    media.onTrackChange(() => {
      wasFormerLiveAtSwap = former?.readyState === 'live';
    });
    await media.selectCamera('camera-2');
    expect(wasFormerLiveAtSwap).toBe(true);
    expect(former?.readyState).toBe('ended');
    expect(trackChanges).toEqual([['camera', media.getTrack('camera')?.id]]);
    expect(mediaDevices.live('video')).toHaveLength(1);
    expect(media.state.getSnapshot()).toMatchObject({ cameraId: 'camera-2', camera: { status: 'on' } });
  });

  it('only remembers while the camera is off', async () => {
    const { media, mediaDevices } = await started({ devices: twoCameras });
    await media.setCameraOn(false);
    const askedBefore = mediaDevices.asked.length;
    await media.selectCamera('camera-2');
    expect(mediaDevices.asked).toHaveLength(askedBefore);
    expect(media.state.getSnapshot().cameraId).toBe('camera-2');
    await media.setCameraOn(true);
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
  });

  it('keeps a choice that the camera was turned off over', async () => {
    const { media, mediaDevices } = await started({ devices: twoCameras });
    mediaDevices.isHolding = true;
    const choosing = media.selectCamera('camera-2');
    await settle();
    await media.setCameraOn(false);
    mediaDevices.isHolding = false;
    mediaDevices.release();
    await choosing;
    expect(mediaDevices.live('video')).toEqual([]);
    await media.setCameraOn(true);
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
  });

  it('opens the last of several quick choices and leaks none', async () => {
    const { media, mediaDevices } = await started({ devices: twoCameras });
    mediaDevices.isHolding = true;
    void media.selectCamera('camera-2');
    const last = media.selectCamera('camera-1');
    await settle();
    mediaDevices.isHolding = false;
    mediaDevices.release();
    await last;
    expect(media.getTrack('camera')?.label).toBe('Built-in Camera');
    expect(mediaDevices.live('video')).toHaveLength(1);
  });

  it('gives the first camera up where only one can be open', async () => {
    const { media, mediaDevices, trackChanges } = await started({
      devices: twoCameras,
      isCameraExclusive: true,
    });
    await media.selectCamera('camera-2');
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    expect(trackChanges).toEqual([
      ['camera', null],
      ['camera', media.getTrack('camera')?.id],
    ]);
    expect(mediaDevices.live('video')).toHaveLength(1);
    expect(media.state.getSnapshot().camera.error).toBeNull();
  });

  it('goes back to the one in use, and says why, when another program has the chosen one', async () => {
    const { media, mediaDevices, readStored } = await started({ devices: twoCameras });
    mediaDevices.busyIds.add('camera-2');
    await media.selectCamera('camera-2');
    expect(media.getTrack('camera')?.label).toBe('Built-in Camera');
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'on', error: 'camera-busy' },
      cameraId: 'camera-1',
    });
    expect(readStored()).not.toMatchObject({ camera: { deviceId: 'camera-2' } });
    await media.setCameraOn(true);
    expect(media.state.getSnapshot().camera.error).toBeNull();
  });

  it('tries the chosen one when the one before could not be opened', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ devices: twoCameras });
    mediaDevices.busyIds.add('camera-1');
    await media.start();
    expect(media.state.getSnapshot().camera.error).toBe('camera-busy');
    await media.selectCamera('camera-2');
    expect(media.state.getSnapshot().camera).toMatchObject({ status: 'on', error: null });
  });

  it('goes back to the very one that was in use, not to any other', async () => {
    const third = { kind: 'videoinput', deviceId: 'camera-3', label: 'Third' } as const;
    const { media, mediaDevices } = await started({ devices: [...twoCameras, third] });
    await media.selectCamera('camera-2');
    mediaDevices.busyIds.add('camera-3');
    await media.selectCamera('camera-3');
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    expect(mediaDevices.live('video')).toHaveLength(1);
  });

  it('asks once for a choice after the first question was dismissed', async () => {
    const { media, mediaDevices } = setUpLocalMedia({ devices: twoCameras, permission: 'prompt' });
    mediaDevices.promptAnswer = 'dismiss';
    await media.start();
    await media.selectCamera('camera-1');
    expect(mediaDevices.promptCount).toBe(2);
    expect(media.state.getSnapshot().camera).toMatchObject({ status: 'off', error: 'camera-denied' });
  });
});
