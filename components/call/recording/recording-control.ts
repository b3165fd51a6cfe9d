import type { Call } from '@/lib/call/call';
import type { RecordingKind } from '@/lib/recording/notes';
import type { Recorder, RecorderState } from '@/lib/recording/recorder';
import { createStore, type ReadonlyStore, type Unsubscribe } from '@/lib/store/store';

/** Records a call, one recording after the other; the program for it is loaded with the first. */
export class RecordingControl {
  readonly #state = createStore<RecorderState>({ phase: 'idle' });
  readonly #call: Call;
  #recorder: Recorder | null = null;
  #unsubscribes: readonly Unsubscribe[] = [];

  constructor(call: Call) {
    this.#call = call;
  }

  get state(): ReadonlyStore<RecorderState> {
    return this.#state;
  }

  /** Begins to record, and everybody is told. Does nothing while something is recorded; never rejects. */
  async start(kind: RecordingKind, mimeType: string): Promise<void> {
    const { phase } = this.#state.getSnapshot();
    if (phase !== 'idle' && phase !== 'stopped') return;
    this.#state.set({ phase: 'starting' });
    try {
      if (!this.#call.activities.getSnapshot()) throw new Error('nobody can be told');
      const [{ openRecorder }, { layOutFilms }, { recordedPeople }] = await Promise.all([
        import('./open-recorder'),
        import('./lay-out-films'),
        import('./recorded-people'),
      ]);
      const recorder = openRecorder(kind, mimeType);
      const show = () => recorder.show(layOutFilms(kind, recordedPeople(this.#call)));
      const { state, localMedia, activities } = this.#call;
      this.#recorder = recorder;
      this.#unsubscribes = [
        state.subscribe(() => {
          if (state.getSnapshot().phase === 'ended') this.stop();
          else show();
        }),
        localMedia.state.subscribe(show),
        activities.subscribe(() => this.#tell()),
        recorder.state.subscribe(() => this.#follow(recorder)),
      ];
      show();
      await recorder.start();
    } catch {
      this.#state.set({ phase: 'stopped', problem: 'failed' });
      this.#tell();
    }
  }

  /** Ends the recording, which is then saved on this device. */
  stop(): void {
    void this.#recorder?.stop();
  }

  #follow(recorder: Recorder): void {
    const state = recorder.state.getSnapshot();
    const { phase } = this.#state.getSnapshot();
    this.#state.set(state);
    if (state.phase !== phase) this.#tell();
    if (state.phase !== 'stopped') return;
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    this.#unsubscribes = [];
    this.#recorder = null;
  }

  /** Everybody knows before the first second is recorded. */
  #tell(): void {
    const { phase } = this.#state.getSnapshot();
    const presence = this.#call.activities.getSnapshot()?.presence;
    const isRecording = phase === 'starting' || phase === 'recording';
    if (presence && presence.state.getSnapshot().own.isRecording !== isRecording) {
      presence.setRecording(isRecording);
    }
  }
}
