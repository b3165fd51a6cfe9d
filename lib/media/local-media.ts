import type { ReadonlyStore, Unsubscribe } from '@/lib/store/store';
import type { LocalMediaState, LocalSource } from './local-media-state';

/** This person's devices: the only owner of local tracks. */
export interface LocalMedia {
  readonly state: ReadonlyStore<LocalMediaState>;
  /** Asks for camera and microphone together as remembered, listens to `devicechange` and permission changes. Never rejects. */
  start(): Promise<void>;
  /** Off stops the track: the light goes out and no frame leaves. On acquires it anew. Never rejects; failures are in `state`. */
  setCameraOn(isOn: boolean): Promise<void>;
  /** Off disables the track, on enables it (or acquires one where there is none). */
  setMicrophoneOn(isOn: boolean): Promise<void>;
  selectCamera(deviceId: string): Promise<void>;
  selectMicrophone(deviceId: string): Promise<void>;
  selectSpeaker(deviceId: string): void;
  /** Shares a screen, window or tab, with sound where there is any. Cancelling the browser's dialogue is no error. */
  startScreen(): Promise<void>;
  stopScreen(): void;
  /** The live local track of a source, or `null`. */
  getTrack(source: LocalSource): MediaStreamTrack | null;
  /** Called when a source's track is replaced, added or (`null`) gone: the moment to `replaceTrack`. */
  onTrackChange(listener: (source: LocalSource, track: MediaStreamTrack | null) => void): Unsubscribe;
  /** Loudness of the microphone now, 0 to 1, also while muted; 0 without one. */
  getMicrophoneLevel(): number;
  /** A short chime on the chosen speaker. Rejects with `AppError('speaker-failed')`, or when its program can't be loaded. */
  playSpeakerTest(): Promise<void>;
  /** Stops every track, so that no light stays on after a call; `start` may follow. */
  stop(): void;
  /** Stops every track and listener. Final. */
  dispose(): void;
}
