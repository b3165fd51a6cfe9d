import type { LocalMedia } from '@/lib/media/local-media';
import type { LocalMediaState, LocalSource } from '@/lib/media/local-media-state';
import { createStore, type Store } from '@/lib/store/store';

/** A `LocalMedia` over a plain store: toggles work at once, without a device. */
export interface FakeLocalMedia extends LocalMedia {
  readonly state: Store<LocalMediaState>;
  /** Tracks that `getTrack` finds. */
  readonly tracks: Map<LocalSource, MediaStreamTrack>;
  /** What `getMicrophoneLevel` answers. */
  level: number;
  /** Makes `playSpeakerTest` reject. */
  speakerTestFailure: Error | null;
  readonly asked: readonly (readonly [method: string, ...args: unknown[]])[];
}

const working: LocalMediaState = {
  camera: { status: 'on', trackId: 'camera-track', error: null },
  microphone: { status: 'on', trackId: 'microphone-track', error: null },
  screen: { status: 'off', trackId: null, error: null, hasSound: false },
  cameras: [
    { deviceId: 'camera-1', label: 'Built-in camera' },
    { deviceId: 'camera-2', label: 'Desk camera' },
  ],
  microphones: [
    { deviceId: 'microphone-1', label: 'Built-in microphone' },
    { deviceId: 'microphone-2', label: 'Headset' },
  ],
  speakers: [
    { deviceId: 'speaker-1', label: 'Built-in speakers' },
    { deviceId: 'speaker-2', label: 'Headset' },
  ],
  cameraId: 'camera-1',
  microphoneId: 'microphone-1',
  speakerId: 'speaker-1',
  isTalkingWhileMuted: false,
  isSpeaking: false,
};

/** Builds a fake with two of each device; `state` replaces parts of it. */
export function createFakeLocalMedia(state: Partial<LocalMediaState> = {}): FakeLocalMedia {
  const store = createStore<LocalMediaState>({ ...working, ...state });
  const listeners = new Set<Parameters<LocalMedia['onTrackChange']>[0]>();
  const tracks = new Map<LocalSource, MediaStreamTrack>();
  const asked: (readonly [string, ...unknown[]])[] = [];

  function change(method: string, args: unknown[], part: Partial<LocalMediaState>): Promise<void> {
    asked.push([method, ...args]);
    store.update((value) => ({ ...value, ...part }));
    return Promise.resolve();
  }
  function device(source: 'camera' | 'microphone', isOn: boolean) {
    const trackId = isOn || source === 'microphone' ? `${source}-track` : null;
    return { status: isOn ? ('on' as const) : ('off' as const), trackId, error: null };
  }
  const noScreen = { status: 'off' as const, trackId: null, error: null, hasSound: false };

  const fake: FakeLocalMedia = {
    state: store,
    tracks,
    level: 0,
    speakerTestFailure: null,
    asked,
    start: () => change('start', [], {}),
    setCameraOn: (isOn) => change('setCameraOn', [isOn], { camera: device('camera', isOn) }),
    setMicrophoneOn: (isOn) => change('setMicrophoneOn', [isOn], { microphone: device('microphone', isOn) }),
    selectCamera: (cameraId) => change('selectCamera', [cameraId], { cameraId }),
    selectMicrophone: (microphoneId) => change('selectMicrophone', [microphoneId], { microphoneId }),
    selectSpeaker(speakerId) {
      asked.push(['selectSpeaker', speakerId]);
      store.update((value) => ({ ...value, speakerId }));
    },
    startScreen: () =>
      change('startScreen', [], {
        screen: { status: 'on', trackId: 'screen-track', error: null, hasSound: true },
      }),
    stopScreen() {
      asked.push(['stopScreen']);
      store.update((value) => ({ ...value, screen: noScreen }));
    },
    getTrack: (source) => tracks.get(source) ?? null,
    onTrackChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getMicrophoneLevel: () => fake.level,
    playSpeakerTest() {
      asked.push(['playSpeakerTest']);
      return fake.speakerTestFailure ? Promise.reject(fake.speakerTestFailure) : Promise.resolve();
    },
    stop: () => asked.push(['stop']),
    dispose: () => asked.push(['dispose']),
  };
  return fake;
}
