import type { LocalMedia } from '@/lib/media/local-media';
import type { LocalDeviceState, LocalMediaState, LocalSource } from '@/lib/media/local-media-state';
import { createStore, type Store } from '@/lib/store/store';
import { FakeMediaStreamTrack } from './fake-media-track';

const off: LocalDeviceState = { status: 'off', trackId: null, error: null };
const allOff: LocalMediaState = {
  camera: off,
  microphone: off,
  screen: { ...off, hasSound: false },
  cameras: [],
  microphones: [],
  speakers: [],
  cameraId: null,
  microphoneId: null,
  speakerId: null,
  isTalkingWhileMuted: false,
  isSpeaking: false,
};

/** A person's devices without a browser: every request is granted at the end of the current task. */
export class FakeLocalMediaSource implements LocalMedia {
  readonly state: Store<LocalMediaState>;
  readonly #tracks = new Map<LocalSource, FakeMediaStreamTrack>();
  readonly #listeners = new Set<Parameters<LocalMedia['onTrackChange']>[0]>();
  #stateListenerCount = 0;

  constructor() {
    const store = createStore(allOff);
    const subscribe = (listener: () => void) => {
      this.#stateListenerCount += 1;
      const unsubscribe = store.subscribe(listener);
      return () => {
        this.#stateListenerCount -= 1;
        unsubscribe();
      };
    };
    this.state = { ...store, subscribe };
  }

  /** Tracks that keep a light on. */
  get liveTrackCount(): number {
    return this.#tracks.size;
  }

  /** Whoever still listens to tracks or state. */
  get listenerCount(): number {
    return this.#listeners.size + this.#stateListenerCount;
  }

  async start(): Promise<void> {
    await Promise.all([this.setMicrophoneOn(true), this.setCameraOn(true)]);
  }

  async setCameraOn(isOn: boolean): Promise<void> {
    await this.#switch('camera', isOn);
  }

  async setMicrophoneOn(isOn: boolean): Promise<void> {
    const muted = this.#tracks.get('microphone');
    if (!muted) return this.#switch('microphone', isOn);
    muted.enabled = isOn;
    this.#show('microphone', isOn ? 'on' : 'off', muted.id);
  }

  async startScreen(): Promise<void> {
    await Promise.all([this.#switch('screen', true), this.#switch('screen-sound', true)]);
  }

  stopScreen(): void {
    this.#end('screen');
    this.#end('screen-sound');
  }

  async selectCamera(cameraId: string): Promise<void> {
    this.state.update((state) => ({ ...state, cameraId }));
    if (!this.#tracks.has('camera')) return;
    this.#end('camera');
    await this.#switch('camera', true);
  }

  async selectMicrophone(microphoneId: string): Promise<void> {
    this.state.update((state) => ({ ...state, microphoneId }));
  }

  selectSpeaker(speakerId: string): void {
    this.state.update((state) => ({ ...state, speakerId }));
  }

  getTrack(source: LocalSource): MediaStreamTrack | null {
    return this.#tracks.get(source) ?? null;
  }

  onTrackChange(listener: (source: LocalSource, track: MediaStreamTrack | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getMicrophoneLevel(): number {
    return 0;
  }

  playSpeakerTest(): Promise<void> {
    return Promise.resolve();
  }

  stop(): void {
    for (const source of [...this.#tracks.keys()]) this.#end(source);
  }

  dispose(): void {
    this.stop();
  }

  async #switch(source: LocalSource, isOn: boolean): Promise<void> {
    if (!isOn) return this.#end(source);
    if (this.#tracks.has(source)) return;
    const kind = source === 'camera' || source === 'screen' ? 'video' : 'audio';
    const track = new FakeMediaStreamTrack({ kind, label: source });
    this.#tracks.set(source, track);
    this.#show(source, 'starting', null);
    await Promise.resolve();
    if (this.#tracks.get(source) !== track) return;
    this.#show(source, 'on', track.id);
    this.#tell(source, track);
  }

  #end(source: LocalSource): void {
    const track = this.#tracks.get(source);
    if (!track) return;
    this.#tracks.delete(source);
    track.stop();
    this.#show(source, 'off', null);
    this.#tell(source, null);
  }

  #show(source: LocalSource, status: LocalDeviceState['status'], trackId: string | null): void {
    if (source === 'screen-sound') {
      this.state.update((state) => ({
        ...state,
        screen: { ...state.screen, hasSound: status === 'on' },
      }));
    } else {
      this.state.update((state) => ({
        ...state,
        [source]: { ...state[source], status, trackId },
      }));
    }
  }

  #tell(source: LocalSource, track: MediaStreamTrack | null): void {
    for (const listener of [...this.#listeners]) listener(source, track);
  }
}
