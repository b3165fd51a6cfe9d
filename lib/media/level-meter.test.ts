import { describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeAudioContext } from '@/lib/testing/fake-audio-context';
import { FakeMediaStream } from '@/lib/testing/fake-media-stream';
import { FakeMediaStreamTrack } from '@/lib/testing/fake-media-track';
import { createLevelMeter, perceivedLevel } from './level-meter';
import { settle } from './testing/set-up-local-media';

function setUp(isBlocked = false) {
  const context = createFakeAudioContext();
  context.isBlocked = isBlocked;
  const document = new EventTarget();
  const meter = createLevelMeter({
    createAudioContext: () => context,
    createStream: (tracks) => new FakeMediaStream(tracks),
    document: document as Document,
    logger: silentLogger,
  });
  return { context, document, meter, track: new FakeMediaStreamTrack({ kind: 'audio' }) };
}

describe('perceived level', () => {
  const constant = (amplitude: number) => perceivedLevel(new Float32Array(64).fill(amplitude));

  it.each([
    [0, 0],
    [0.001, 0],
    [0.01, 0.4],
    [0.1, 0.8],
    [1, 1],
  ])('of amplitude %d is %d: even steps for even ratios', (amplitude, level) => {
    expect(constant(amplitude)).toBeCloseTo(level, 5);
  });
});

describe('level meter', () => {
  it('hears a microphone that is muted', async () => {
    const { context, meter, track } = setUp();
    track.enabled = false;
    meter.follow(track);
    await settle();
    context.amplitude = 0.1;
    expect(meter.read()).toBeCloseTo(0.8, 3);
    expect(track.enabled).toBe(false);
    expect(track.clones.map(({ enabled }) => enabled)).toEqual([true]);
  });

  it('sends nothing to the speakers', () => {
    const { context, meter, track } = setUp();
    meter.follow(track);
    expect(context.connectedCount).toBe(1);
    expect(context.destinationCount).toBe(0);
  });

  it('stops its clone, and only that, when it follows another track or none', () => {
    const { context, meter, track } = setUp();
    meter.follow(track);
    meter.follow(new FakeMediaStreamTrack({ kind: 'audio' }));
    expect(track.clones[0]?.readyState).toBe('ended');
    expect(track.readyState).toBe('live');
    meter.follow(null);
    expect(context.connectedCount).toBe(0);
    expect(context.state).toBe('suspended');
    expect(meter.read()).toBe(0);
  });

  it('begins to hear with the first gesture where the browser demands one', async () => {
    const { context, document, meter, track } = setUp(true);
    context.amplitude = 0.1;
    meter.follow(track);
    await settle();
    expect(meter.read()).toBe(0);
    context.isBlocked = false;
    document.dispatchEvent(new Event('pointerdown'));
    await settle();
    expect(meter.read()).toBeGreaterThan(0);
  });

  it('leaves the context alone after it was disposed', () => {
    const { context, document, meter, track } = setUp();
    meter.follow(track);
    meter.dispose();
    document.dispatchEvent(new Event('pointerdown'));
    expect(context.state).toBe('closed');
    expect(track.clones.every(({ readyState }) => readyState === 'ended')).toBe(true);
  });

  it('reads 0 where there is no Web Audio', () => {
    const meter = createLevelMeter({
      createAudioContext: undefined,
      createStream: (tracks) => new FakeMediaStream(tracks),
      document: undefined,
      logger: silentLogger,
    });
    meter.follow(new FakeMediaStreamTrack({ kind: 'audio' }));
    expect(meter.read()).toBe(0);
  });
});
