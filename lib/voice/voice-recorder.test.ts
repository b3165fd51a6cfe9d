import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { decodePeaks } from './peaks';
import { noteMaxMs, VoiceRecorder } from './voice-recorder';

class FakeRecorder {
  readonly mimeType = 'audio/webm;codecs=opus';
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  readonly start = (): void => undefined;
  stop(): void {
    this.ondataavailable?.({ data: new Blob(['sound']) });
    this.onstop?.();
  }
}

class FakeTrack {
  enabled = false;
  isStopped = false;
  readonly clones: FakeTrack[] = [];
  clone(): FakeTrack {
    const clone = new FakeTrack();
    this.clones.push(clone);
    return clone;
  }
  stop(): void {
    this.isStopped = true;
  }
}

let clock: FakeClock;
let track: FakeTrack | null;
let captured: FakeTrack | null;
let mutings: boolean[];
let level: number;
let recorder: VoiceRecorder;
beforeEach(() => {
  clock = createFakeClock();
  track = new FakeTrack();
  captured = new FakeTrack();
  mutings = [];
  level = 0;
  recorder = new VoiceRecorder({
    getTrack: () => track as unknown as MediaStreamTrack | null,
    capture: async () => {
      if (!captured) throw new DOMException('none', 'NotFoundError');
      return captured as unknown as MediaStreamTrack;
    },
    setCallMuted: (isMuted) => void mutings.push(isMuted),
    createRecorder: () => new FakeRecorder() as unknown as MediaRecorder,
    isTypeSupported: (type) => type.startsWith('audio/webm'),
    createStream: () => ({}) as MediaStream,
    meter: () => ({ read: () => level, stop: () => undefined }),
    clock,
    logger: silentLogger,
  });
});
const state = () => recorder.state.getSnapshot();

describe('VoiceRecorder', () => {
  it('records from a track of its own, mutes the call meanwhile, and lets go of everything', async () => {
    await recorder.start();
    const [own] = track?.clones ?? [];
    expect([own?.enabled, mutings]).toEqual([true, [true]]);
    for (let n = 0; n < 40; n++) {
      level = n < 20 ? 0 : 1;
      clock.advance(50);
    }
    recorder.stop();
    const { note } = state() as Extract<ReturnType<typeof state>, { phase: 'recorded' }>;
    expect(note.durationMs).toBe(2_000);
    const peaks = decodePeaks(note.peaks);
    expect([peaks[0], peaks.at(-1)]).toEqual([0, 1]);
    expect([own?.isStopped, mutings]).toEqual([true, [true, false]]);
    expect(clock.pendingCount).toBe(0);
  });

  it('ends by itself after five minutes', async () => {
    await recorder.start();
    clock.advance(noteMaxMs + 1_000);
    expect(state()).toMatchObject({ phase: 'recorded', note: { durationMs: noteMaxMs } });
  });

  it('keeps nothing of what was discarded', async () => {
    await recorder.start();
    clock.advance(1_000);
    recorder.discard();
    expect(state()).toEqual({ phase: 'idle' });
    expect([track?.clones[0]?.isStopped, mutings]).toEqual([true, [true, false]]);
  });

  it('captures a microphone where the call has none, and lets it go when that came too late', async () => {
    track = null;
    const starting = recorder.start();
    recorder.discard();
    await starting;
    expect([state().phase, captured?.isStopped, mutings]).toEqual(['idle', true, []]);
  });

  it('says when there is no microphone', async () => {
    track = null;
    captured = null;
    await recorder.start();
    expect(state()).toEqual({ phase: 'failed' });
  });
});
