import { describe, expect, it, vi } from 'vitest';
import { setUpLocalMedia, usbCamera } from './testing/set-up-local-media';

async function askedAtStart(setUp: Parameters<typeof setUpLocalMedia>[0] = {}) {
  const { media, mediaDevices } = setUpLocalMedia(setUp);
  await media.start();
  return mediaDevices.asked[0];
}

describe('what browsers are asked for', () => {
  it('is 720p at 30 frames a second of the camera that faces the person', async () => {
    expect((await askedAtStart())?.video).toEqual({
      width: { ideal: 1280 },
      height: { ideal: 720 },
      frameRate: { ideal: 30, max: 30 },
      facingMode: { ideal: 'user' },
    });
  });

  it('is the camera that was chosen, whichever way it faces', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    await media.start();
    mediaDevices.plug(usbCamera);
    await media.selectCamera(usbCamera.deviceId);
    expect(mediaDevices.asked.at(-1)).toEqual({
      video: {
        width: { ideal: 1280 },
        height: { ideal: 720 },
        frameRate: { ideal: 30, max: 30 },
        deviceId: { exact: usbCamera.deviceId },
      },
    });
  });

  it('is a voice without echo and noise, evenly loud', async () => {
    expect((await askedAtStart())?.audio).toEqual({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
  });

  it('is rather the device of the last visit, but any when it is not there', async () => {
    const stored = { microphone: { deviceId: 'microphone-1', label: 'Built-in Microphone' } };
    expect((await askedAtStart({ stored }))?.audio).toMatchObject({ deviceId: { ideal: 'microphone-1' } });
  });

  it('is a moving screen with its sound as it is, and never the call itself', async () => {
    const { media, mediaDevices } = setUpLocalMedia();
    const ask = vi.spyOn(mediaDevices, 'getDisplayMedia');
    await media.startScreen();
    expect(ask.mock.calls).toEqual([
      [
        {
          video: { frameRate: { ideal: 30, max: 30 } },
          audio: {
            echoCancellation: false,
            noiseSuppression: false,
            autoGainControl: false,
            restrictOwnAudio: true,
          },
          systemAudio: 'include',
          selfBrowserSurface: 'exclude',
          surfaceSwitching: 'include',
        },
      ],
    ]);
  });
});
