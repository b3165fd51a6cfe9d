import { describe, expect, it } from 'vitest';
import { messages } from '@/lib/errors/messages';
import { createFakeAudioContext } from '@/lib/testing/fake-audio-context';
import { createFakeClock } from '@/lib/testing/fake-clock';
import { builtInDevices, FakeMediaDevices } from '@/lib/testing/fake-media-devices';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { lookForDevice, tryDevice } from './probe-device';

function setUp(devices: readonly (typeof builtInDevices)[number][] = builtInDevices) {
  const mediaDevices = new FakeMediaDevices({ devices });
  const context = createFakeAudioContext();
  const clock = createFakeClock();
  const platform = {
    mediaDevices: mediaDevices as MediaDevices | undefined,
    permissions: mediaDevices.permissions,
    createAudioContext: () => context,
    createStream: (tracks: MediaStreamTrack[]) => new FakeMediaStream(tracks),
    document: new EventTarget() as Document,
  };
  return { mediaDevices, context, clock, ports: { platform, clock } };
}

describe('Looking for a device', () => {
  it('finds one without asking for it', async () => {
    const { ports, mediaDevices } = setUp();
    expect(await lookForDevice(ports, 'camera')).toMatchObject({ state: 'waiting' });
    expect(mediaDevices.asked).toEqual([]);
  });

  it('tells that there is none, which does not stop a call', async () => {
    const { ports } = setUp([]);
    const { state, words } = await lookForDevice(ports, 'microphone');
    expect(state).toBe('warning');
    expect(words).toContain(messages['microphone-not-found'].title);
  });

  it('tells that it is blocked', async () => {
    const { ports, mediaDevices } = setUp();
    mediaDevices.permissions.set('camera', 'denied');
    const { state, words } = await lookForDevice(ports, 'camera');
    expect(state).toBe('failed');
    expect(words).toContain(messages['camera-denied'].title);
  });

  it('tells why there are no devices at all on a page that is not secure', async () => {
    const { ports } = setUp();
    ports.platform.mediaDevices = undefined;
    for (const look of [lookForDevice, tryDevice]) {
      expect((await look(ports, 'camera')).words).toContain(messages['devices-insecure-context'].title);
    }
  });
});

describe('Trying a device', () => {
  it('turns a camera on and off again', async () => {
    const { ports, mediaDevices } = setUp();
    expect(await tryDevice(ports, 'camera')).toMatchObject({ state: 'passed' });
    expect(mediaDevices.asked).toHaveLength(1);
    expect(mediaDevices.live('video')).toEqual([]);
  });

  it.each([
    [0.1, 'passed', 'Sound'],
    [0, 'warning', 'Silence'],
  ] as const)('listens to a microphone: amplitude %d is %s', async (amplitude, state, figure) => {
    const { ports, mediaDevices, context, clock } = setUp();
    context.amplitude = amplitude;
    const trying = tryDevice(ports, 'microphone');
    await clock.advanceAsync(3_000);
    expect(await trying).toMatchObject({ state, figure });
    expect(mediaDevices.live('audio')).toEqual([]);
    expect(context.connectedCount).toBe(0);
  });

  it('says why a device gives nothing', async () => {
    const { ports, mediaDevices } = setUp();
    mediaDevices.permissions.set('camera', 'prompt');
    mediaDevices.promptAnswer = 'deny';
    expect((await tryDevice(ports, 'camera')).words).toContain(messages['camera-denied'].title);
    const none = setUp([]);
    expect(await tryDevice(none.ports, 'camera')).toMatchObject({ state: 'warning' });
  });
});
