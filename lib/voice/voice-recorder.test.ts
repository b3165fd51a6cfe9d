import { beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { decodePeaks } from './peaks';
import { noteMaxMs, VoiceRecorder } from './voice-recorder';

/** Says later that it has stopped, as browsers do; and stops by itself when its device goes. */
class FakeRecorder {
  readonly mimeType = 'audio/webm;codecs=opus';
  state: RecordingState = 'inactive';
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  start(): void {
    if (startFailure) throw startFailure;
    this.state = 'recording';
  }
  stop(): void {
    if (this.state === 'inactive') throw new DOMException('inactive', 'InvalidStateError');
    this.state = 'inactive';
  }
  /** What the browser does after `stop()`, or when the device is gone. */
  hasStopped(): void {
    this.state = 'inactive';
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
let recorders: FakeRecorder[];
let startFailure: Error | null;
let meterFailure: Error | null;
let openMeters: number;
let recorder: VoiceRecorder;
beforeEach(() => {
  clock = createFakeClock();
  track = new FakeTrack();
  captured = new FakeTrack();
  mutings = [];
  level = 0;
  recorders = [];
  startFailure = null;
  meterFailure = null;
  openMeters = 0;
  recorder = new VoiceRecorder({
    getTrack: () => track as unknown as MediaStreamTrack | null,
    capture: async () => {
      if (!captured) throw new DOMException('none', 'NotFoundError');
      return captured as unknown as MediaStreamTrack;
    },
    setCallMuted: (isMuted) => void mutings.push(isMuted),
    createRecorder: () => {
      recorders.push(new FakeRecorder());
      return recorders.at(-1) as unknown as MediaRecorder;
    },
    isTypeSupported: (type) => type.startsWith('audio/webm'),
    createStream: () => ({}) as MediaStream,
    meter: () => {
      if (meterFailure) throw meterFailure;
      openMeters += 1;
      return {
        read: () => level,
        stop: () => {
          openMeters -= 1;
        },
      };
    },
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
    recorders[0]?.hasStopped();
    const { note } = state() as Extract<ReturnType<typeof state>, { phase: 'recorded' }>;
    expect(note.durationMs).toBe(2_000);
    const peaks = decodePeaks(note.peaks);
    expect([peaks[0], peaks.at(-1)]).toEqual([0, 1]);
    expect([own?.isStopped, mutings]).toEqual([true, [true, false]]);
    expect([clock.pendingCount, openMeters]).toEqual([0, 0]);
  });

  it('keeps what was recorded when the device goes, and can begin another note', async () => {
    await recorder.start();
    clock.advance(1_000);
    recorders[0]?.hasStopped();
    clock.advance(1_000);
    expect(state()).toMatchObject({ phase: 'recorded', note: { durationMs: 1_000 } });
    expect([track?.clones[0]?.isStopped, mutings, clock.pendingCount, openMeters]).toEqual([
      true,
      [true, false],
      0,
      0,
    ]);
    recorder.discard();
    await recorder.start();
    recorder.stop();
    recorders[1]?.hasStopped();
    expect(state().phase).toBe('recorded');
  });

  it('ends by itself after five minutes', async () => {
    await recorder.start();
    clock.advance(noteMaxMs + 1_000);
    recorders[0]?.hasStopped();
    expect(state()).toMatchObject({ phase: 'recorded', note: { durationMs: noteMaxMs } });
  });

  it('keeps nothing of what was discarded', async () => {
    await recorder.start();
    clock.advance(1_000);
    recorder.discard();
    recorders[0]?.hasStopped();
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
    expect(state()).toMatchObject({ phase: 'failed', error: { name: 'NotFoundError' } });
  });

  it('keeps nothing of what was discarded while it was ending', async () => {
    await recorder.start();
    recorder.stop();
    recorder.discard();
    recorders[0]?.hasStopped();
    expect(state()).toEqual({ phase: 'idle' });
  });

  it('never begins what was ended while it was starting', async () => {
    track = null;
    const starting = recorder.start();
    recorder.stop();
    await starting;
    expect([state().phase, captured?.isStopped, recorders]).toEqual(['idle', true, []]);
  });

  it.each(['recorder', 'meter'] as const)('undoes everything when its %s fails', async (part) => {
    if (part === 'recorder') startFailure = new DOMException('no', 'NotSupportedError');
    else meterFailure = new DOMException('no', 'InvalidStateError');
    await recorder.start();
    expect(state().phase).toBe('failed');
    expect(mutings.at(-1) ?? false).toBe(false);
    expect([track?.clones[0]?.isStopped, clock.pendingCount, openMeters]).toEqual([true, 0, 0]);
    startFailure = null;
    meterFailure = null;
    await recorder.start();
    expect(state().phase).toBe('recording');
  });
});
