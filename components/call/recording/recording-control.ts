import type { Call } from '@/lib/call/call';
import type { RecordingKind } from '@/lib/recording/notes';
import type { Recorder, RecorderState } from '@/lib/recording/recorder';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';
import { loadRecordingParts } from './load-recording-parts';

/** Records a call, one recording after the other; the program for it is loaded with the first. */
export class RecordingControl {
  readonly #state = createStore<RecorderState>({ phase: 'idle' });
  readonly #call: Call;
  readonly #loadParts: typeof loadRecordingParts;
  #recorder: Recorder | null = null;
  /** Counts the wishes to record: what was stopped before it began never does. */
  #attempt = 0;
  #unsubscribes: readonly Unsubscribe[] = [];

  constructor(call: Call, loadParts = loadRecordingParts) {
    this.#call = call;
    this.#loadParts = loadParts;
  }

  get state(): ReadonlyStore<RecorderState> {
    return this.#state;
  }

  /** Begins to record, and everybody is told. Does nothing while something is recorded; never rejects. */
  async start(kind: RecordingKind, mimeType: string): Promise<void> {
    const { phase } = this.#state.getSnapshot();
    if (phase !== 'idle' && phase !== 'stopped') return;
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#set({ phase: 'starting' });
    try {
      if (!this.#call.activities.getSnapshot()) throw new Error('nobody can be told');
      const parts = await this.#loadParts();
      if (attempt !== this.#attempt) return;
      if (!this.#isInCall()) return this.stop();
      const recorder = parts.openRecorder(kind, mimeType);
      this.#recorder = recorder;
      const show = () => recorder.show(parts.layOutFilms(kind, parts.recordedPeople(this.#call)));
      this.#follow(recorder, show);
      show();
      await recorder.start();
    } catch {
      if (attempt !== this.#attempt) return;
      this.#letGo();
      this.#set({ phase: 'stopped', problem: 'failed', isEmpty: true });
    }
  }

  /** Ends the recording, which is then saved on this device; or keeps one from beginning. */
  stop(): void {
    if (this.#recorder) void this.#recorder.stop();
    else if (this.#state.getSnapshot().phase === 'starting') {
      this.#attempt += 1;
      this.#set({ phase: 'idle' });
    }
  }

  #follow(recorder: Recorder, show: () => void): void {
    const { state, localMedia, activities } = this.#call;
    this.#unsubscribes = [
      state.subscribe(() => (this.#isInCall() ? show() : this.stop())),
      localMedia.state.subscribe(show),
      activities.subscribe(() => this.#tell()),
      recorder.state.subscribe(() => {
        const now = recorder.state.getSnapshot();
        if (now.phase === 'stopped') this.#letGo();
        this.#set(now);
      }),
    ];
  }

  #letGo(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    this.#unsubscribes = [];
    void this.#recorder?.stop();
    this.#recorder = null;
  }

  #isInCall(): boolean {
    const { phase } = this.#call.state.getSnapshot();
    return phase === 'joining' || phase === 'in-call';
  }

  #set(state: RecorderState): void {
    const { phase } = this.#state.getSnapshot();
    this.#state.set(state);
    if (state.phase !== phase) this.#tell();
  }

  /** Everybody knows before the first second is recorded (PROTOCOL M4). */
  #tell(): void {
    const { phase } = this.#state.getSnapshot();
    const presence = this.#call.activities.getSnapshot()?.presence;
    const isRecording = phase === 'starting' || phase === 'recording';
    if (presence && presence.state.getSnapshot().own.isRecording !== isRecording) {
      presence.setRecording(isRecording);
    }
  }
}
