import { describe, expect, it } from 'vitest';
import { settle, setUpLocalMedia } from './testing/set-up-local-media';

const speech = 0.1;

async function started() {
  const all = setUpLocalMedia();
  await all.media.start();
  await settle();
  const { media, audioContext, clock } = all;
  return {
    ...all,
    /** Lets `ms` of this loudness pass, then tells what is shown. */
    hear(amplitude: number, ms: number) {
      audioContext.amplitude = amplitude;
      clock.advance(ms);
      const { isSpeaking, isTalkingWhileMuted } = media.state.getSnapshot();
      return { isSpeaking, isTalkingWhileMuted };
    },
  };
}

const quiet = { isSpeaking: false, isTalkingWhileMuted: false };

describe('talking', () => {
  it('is shown while it lasts and a little longer', async () => {
    const { hear } = await started();
    expect(hear(0, 1000)).toEqual(quiet);
    expect(hear(speech, 300)).toEqual({ isSpeaking: true, isTalkingWhileMuted: false });
    expect(hear(0, 400)).toEqual({ isSpeaking: true, isTalkingWhileMuted: false });
    expect(hear(0, 1000)).toEqual(quiet);
  });

  it('while muted is a hint that clears itself', async () => {
    const { media, hear } = await started();
    await media.setMicrophoneOn(false);
    expect(hear(speech, 200)).toEqual(quiet);
    expect(hear(speech, 1000)).toEqual({ isSpeaking: false, isTalkingWhileMuted: true });
    expect(hear(0, 3000)).toEqual(quiet);
  });

  it('while muted is no longer hinted at once the microphone is on', async () => {
    const { media, hear } = await started();
    await media.setMicrophoneOn(false);
    hear(speech, 1000);
    void media.setMicrophoneOn(true);
    expect(media.state.getSnapshot().isTalkingWhileMuted).toBe(false);
    expect(hear(speech, 500).isSpeaking).toBe(true);
  });

  it('ends in the same step as the microphone is turned off', async () => {
    const { media, hear } = await started();
    hear(speech, 1000);
    void media.setMicrophoneOn(false);
    expect(media.state.getSnapshot().isSpeaking).toBe(false);
  });

  it('changes the state only when it begins and ends', async () => {
    const { hear, snapshots } = await started();
    snapshots.length = 0;
    hear(speech, 10_000);
    hear(0, 10_000);
    expect(snapshots).toHaveLength(2);
  });

  it('has a level to show at any moment, also while muted, and none without a microphone', async () => {
    const { media, audioContext } = await started();
    audioContext.amplitude = speech;
    expect(media.getMicrophoneLevel()).toBeCloseTo(0.8, 3);
    await media.setMicrophoneOn(false);
    expect(media.getMicrophoneLevel()).toBeCloseTo(0.8, 3);
    media.stop();
    expect(media.getMicrophoneLevel()).toBe(0);
  });
});
