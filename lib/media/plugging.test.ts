import { describe, expect, it } from 'vitest';
import { builtInDevices, type FakeDevice } from '@/lib/testing/fake-media-devices';
import { headset, settle, setUpLocalMedia, usbCamera } from './testing/set-up-local-media';

const builtInCamera = builtInDevices[0] as FakeDevice;
const twoCameras = [usbCamera, ...builtInDevices];

async function started(setUp: Parameters<typeof setUpLocalMedia>[0] = {}) {
  const all = setUpLocalMedia(setUp);
  await all.media.start();
  await settle();
  return all;
}

describe('a device that is unplugged', () => {
  it('is replaced by another of its kind', async () => {
    const { media, mediaDevices } = await started({ devices: twoCameras });
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    mediaDevices.unplug('camera-2');
    expect(media.state.getSnapshot().camera).toEqual({ status: 'starting', trackId: null, error: null });
    await settle();
    expect(media.getTrack('camera')).toMatchObject({ label: 'Built-in Camera', readyState: 'live' });
    expect(media.state.getSnapshot()).toMatchObject({ camera: { status: 'on' }, cameraId: 'camera-1' });
  });

  it('leaves its kind off, and says why, when there is no other', async () => {
    const { media, mediaDevices, trackChanges } = await started();
    mediaDevices.unplug('camera-1');
    await settle();
    expect(media.state.getSnapshot().camera).toEqual({
      status: 'off',
      trackId: null,
      error: 'camera-unplugged',
    });
    expect(trackChanges.at(-1)).toEqual(['camera', null]);
    expect(media.state.getSnapshot().microphone.status).toBe('on');
  });

  it('is opened again when it comes back', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.unplug('camera-1');
    await settle();
    mediaDevices.plug(builtInCamera);
    await settle();
    expect(media.state.getSnapshot().camera).toMatchObject({ status: 'on', error: null });
  });

  it('stays closed when it comes back after it was turned off', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.unplug('camera-1');
    await settle();
    await media.setCameraOn(false);
    expect(media.state.getSnapshot().camera.error).toBeNull();
    mediaDevices.plug(builtInCamera);
    await settle();
    expect(mediaDevices.live('video')).toEqual([]);
  });

  it('is not missed while the camera is off', async () => {
    const { media, mediaDevices } = await started();
    await media.setCameraOn(false);
    const askedBefore = mediaDevices.asked.length;
    mediaDevices.unplug('camera-1');
    await settle();
    expect(media.state.getSnapshot().camera).toEqual({ status: 'off', trackId: null, error: null });
    expect(mediaDevices.asked).toHaveLength(askedBefore);
  });

  it('is not reopened for ever when its successor ends at once as well', async () => {
    const { media, mediaDevices } = await started();
    for (let i = 0; i < 20; i += 1) {
      mediaDevices.live('video')[0]?.endBySystem();
      await settle();
    }
    expect(media.state.getSnapshot().camera).toMatchObject({ status: 'off', error: 'camera-unplugged' });
    expect(mediaDevices.tracks.filter((track) => track.kind === 'video')).toHaveLength(2);
  });

  it('makes the choice of it give way when it goes while it is being opened', async () => {
    const { media, mediaDevices } = await started({ devices: twoCameras });
    mediaDevices.isHolding = true;
    const choosing = media.selectCamera('camera-1');
    await settle();
    mediaDevices.isHolding = false;
    mediaDevices.unplug('camera-1');
    mediaDevices.release();
    await choosing;
    expect(media.getTrack('camera')?.label).toBe('USB Camera');
    expect(media.state.getSnapshot().camera.status).toBe('on');
  });
});

describe('a device that is plugged in', () => {
  it('is opened when there was none and one was wanted', async () => {
    const { media, mediaDevices } = await started({ devices: [] });
    mediaDevices.plug(...builtInDevices);
    await settle();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'on', error: null },
      microphone: { status: 'on', error: null },
    });
  });

  it('is only listed when it is just another camera', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.plug(usbCamera);
    await settle();
    expect(media.getTrack('camera')?.label).toBe('Built-in Camera');
    expect(media.state.getSnapshot().cameras).toHaveLength(2);
  });

  it('does not make us ask again after a refusal', async () => {
    const { media, mediaDevices } = await started({ permission: 'denied' });
    const askedBefore = mediaDevices.asked.length;
    mediaDevices.unplug('camera-1');
    await settle();
    mediaDevices.plug(usbCamera);
    await settle();
    expect(mediaDevices.asked).toHaveLength(askedBefore);
    expect(media.state.getSnapshot().camera.error).toBe('camera-denied');
  });

  it('is followed when it is a headset, and left again when it goes', async () => {
    const { media, mediaDevices, readStored } = await started();
    mediaDevices.plug(...headset);
    await settle();
    expect(media.getTrack('microphone')?.label).toBe('Headset');
    expect(media.state.getSnapshot().microphoneId).toBe('headset-in');
    expect(mediaDevices.live('audio')).toHaveLength(1);
    expect(readStored()).toEqual({});
    mediaDevices.unplug('headset-in', 'headset-out');
    await settle();
    expect(media.getTrack('microphone')).toMatchObject({ label: 'Built-in Microphone', readyState: 'live' });
  });

  it('gives way to the chosen microphone, not to the default, when it goes', async () => {
    const desk = { kind: 'audioinput', deviceId: 'microphone-2', label: 'Desk' } as const;
    const { media, mediaDevices } = await started({ devices: [...builtInDevices, desk] });
    await media.selectMicrophone('microphone-2');
    mediaDevices.plug(...headset);
    await settle();
    expect(media.getTrack('microphone')?.label).toBe('Headset');
    mediaDevices.unplug('headset-in', 'headset-out');
    await settle();
    expect(media.getTrack('microphone')?.label).toBe('Desk');
  });

  it('is followed muted when the microphone is muted', async () => {
    const { media, mediaDevices } = await started();
    await media.setMicrophoneOn(false);
    mediaDevices.plug(...headset);
    await settle();
    expect(media.getTrack('microphone')).toMatchObject({ label: 'Headset', enabled: false });
  });

  it('changes nothing, not even a word, when the headset cannot be opened', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.busyIds.add('headset-in');
    mediaDevices.plug(...headset);
    await settle();
    expect(media.getTrack('microphone')).toMatchObject({ label: 'Built-in Microphone', readyState: 'live' });
    expect(media.state.getSnapshot().microphone).toMatchObject({ status: 'on', error: null });
  });

  it('does not overrule a later choice', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.plug(...headset);
    await settle();
    await media.selectMicrophone('microphone-1');
    mediaDevices.plug(usbCamera);
    await settle();
    expect(media.getTrack('microphone')?.label).toBe('Built-in Microphone');
  });
});

describe('the default microphone', () => {
  const entry = (groupId: string): FakeDevice => ({
    kind: 'audioinput',
    deviceId: 'default',
    label: `Default (${groupId})`,
    groupId,
  });

  it('is opened anew when the system makes another device the default', async () => {
    const { media, mediaDevices } = await started({ devices: [entry('built-in'), ...builtInDevices] });
    expect(media.state.getSnapshot().microphoneId).toBe('default');
    const former = media.getTrack('microphone');
    const label = 'Default (dock)';
    mediaDevices.replace('default', { ...entry('dock'), label });
    await settle();
    expect(media.getTrack('microphone')).toMatchObject({ label, readyState: 'live' });
    expect(former?.readyState).toBe('ended');
  });
});

describe('permission', () => {
  it('given in the settings after a refusal opens the device by itself', async () => {
    const { media, mediaDevices } = await started({ permission: 'denied' });
    mediaDevices.setPermission('camera', 'granted');
    await settle();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'on', error: null },
      microphone: { status: 'off', error: 'microphone-denied' },
    });
    expect(media.state.getSnapshot().cameras).toEqual([{ deviceId: 'camera-1', label: 'Built-in Camera' }]);
  });

  it('given for a device that was turned off opens nothing', async () => {
    const { media, mediaDevices } = await started({ permission: 'denied' });
    await media.setCameraOn(false);
    mediaDevices.setPermission('camera', 'granted');
    await settle();
    expect(mediaDevices.liveCount).toBe(0);
  });

  it('taken back turns the device off and says so', async () => {
    const { media, mediaDevices } = await started();
    mediaDevices.setPermission('camera', 'denied');
    await settle();
    expect(media.state.getSnapshot()).toMatchObject({
      camera: { status: 'off', trackId: null, error: 'camera-denied' },
      microphone: { status: 'on' },
    });
  });
});

describe('a microphone silenced by the system', () => {
  it('is left alone when it comes back by itself', async () => {
    const { media, mediaDevices, clock } = await started();
    const track = mediaDevices.live('audio')[0];
    track?.setMuted(true);
    clock.advance(3000);
    track?.setMuted(false);
    clock.advance(60_000);
    await settle();
    expect(media.getTrack('microphone')).toBe(track);
  });

  it('is opened anew when it stays silent', async () => {
    const { media, mediaDevices, clock, trackChanges } = await started();
    const former = mediaDevices.live('audio')[0];
    former?.setMuted(true);
    clock.advance(5000);
    await settle();
    expect(media.getTrack('microphone')).not.toBe(former);
    expect(former?.readyState).toBe('ended');
    expect(trackChanges.at(-1)).toEqual(['microphone', media.getTrack('microphone')?.id]);
  });

  it('is kept while it cannot be opened anew, and tried again on return to the page', async () => {
    const { media, mediaDevices, clock, document } = await started();
    const former = mediaDevices.live('audio')[0];
    mediaDevices.busyIds.add('microphone-1');
    former?.setMuted(true);
    clock.advance(5000);
    await settle();
    expect(media.getTrack('microphone')).toBe(former);
    expect(media.state.getSnapshot().microphone).toMatchObject({ status: 'on', error: null });
    mediaDevices.busyIds.clear();
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(media.getTrack('microphone')).not.toBe(former);
  });

  it('is not touched while the page is hidden', async () => {
    const { media, mediaDevices, clock, document } = await started();
    const track = mediaDevices.live('audio')[0];
    document.visibilityState = 'hidden';
    track?.setMuted(true);
    clock.advance(60_000);
    await settle();
    expect(media.getTrack('microphone')).toBe(track);
  });
});
