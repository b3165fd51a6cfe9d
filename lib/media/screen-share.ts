import type { ErrorCode } from '@/lib/errors/error-code';
import type { Logger } from '@/lib/store/logger';
import { contentHints, screenOptions } from './constraints';
import { errorName, screenErrorCode } from './device-error';
import type { LocalDeviceState } from './local-media-state';

export type ScreenState = LocalDeviceState & { hasSound: boolean };
export type ScreenSource = 'screen' | 'screen-sound';

interface ScreenShareOptions {
  mediaDevices: Pick<MediaDevices, 'getDisplayMedia'> | undefined;
  onState: (state: ScreenState) => void;
  onTrack: (source: ScreenSource, track: MediaStreamTrack | null) => void;
  logger: Logger;
}

/** The shared screen and its sound (screen-capture 5.1). Ends with the browser's own "Stop sharing" too. */
export class ScreenShare {
  readonly #options: ScreenShareOptions;
  readonly #tracks: Record<ScreenSource, MediaStreamTrack | null> = { screen: null, 'screen-sound': null };
  /** The dialogue whose answer we still want. */
  #asking: Promise<MediaStream> | null = null;
  #error: ErrorCode | null = null;

  constructor(options: ScreenShareOptions) {
    this.#options = options;
  }

  getTrack(source: ScreenSource): MediaStreamTrack | null {
    return this.#tracks[source];
  }

  /** Nothing is awaited before the dialogue is asked for: browsers demand that it follow the click directly. */
  async start(): Promise<void> {
    if (this.#asking || this.#tracks.screen) return;
    const { mediaDevices } = this.#options;
    if (!mediaDevices) return this.#fail('devices-insecure-context');
    if (typeof mediaDevices.getDisplayMedia !== 'function') return this.#fail('screen-unsupported');
    const ask = async () => mediaDevices.getDisplayMedia(screenOptions());
    const asking = ask();
    this.#asking = asking;
    this.#error = null;
    this.#publish();
    try {
      const stream = await asking;
      if (this.#asking === asking) this.#adopt(stream);
      else for (const track of stream.getTracks()) track.stop();
    } catch (error) {
      this.#options.logger.debug('screen not shared', { error: errorName(error) });
      if (this.#asking !== asking) return;
      this.#asking = null;
      this.#fail(screenErrorCode(error));
    }
  }

  stop(): void {
    const wasActive = this.#asking !== null || this.#tracks.screen !== null || this.#error !== null;
    this.#asking = null;
    this.#error = null;
    const ended = Object.values(this.#tracks);
    const hadSound = this.#tracks['screen-sound'] !== null;
    const hadScreen = this.#tracks.screen !== null;
    this.#tracks.screen = this.#tracks['screen-sound'] = null;
    for (const track of ended) track?.stop();
    if (wasActive) this.#publish();
    if (hadScreen) this.#options.onTrack('screen', null);
    if (hadSound) this.#options.onTrack('screen-sound', null);
  }

  #adopt(stream: MediaStream): void {
    this.#asking = null;
    const [screen] = stream.getVideoTracks();
    const sound = stream.getAudioTracks().find(({ readyState }) => readyState === 'live');
    if (screen?.readyState !== 'live') {
      sound?.stop();
      this.#fail(screen ? null : 'screen-failed');
      return;
    }
    screen.contentHint = contentHints.screen;
    screen.addEventListener('ended', () => {
      if (this.#tracks.screen === screen) this.stop();
    });
    sound?.addEventListener('ended', () => this.#dropSound(sound));
    if (sound) sound.contentHint = contentHints['screen-sound'];
    this.#tracks.screen = screen;
    this.#tracks['screen-sound'] = sound ?? null;
    this.#publish();
    this.#options.onTrack('screen', screen);
    if (sound) this.#options.onTrack('screen-sound', sound);
  }

  #dropSound(sound: MediaStreamTrack): void {
    if (this.#tracks['screen-sound'] !== sound) return;
    this.#tracks['screen-sound'] = null;
    this.#publish();
    this.#options.onTrack('screen-sound', null);
  }

  #fail(error: ErrorCode | null): void {
    this.#error = error;
    this.#publish();
  }

  #publish(): void {
    const { screen, 'screen-sound': sound } = this.#tracks;
    this.#options.onState({
      status: screen ? 'on' : this.#asking ? 'starting' : 'off',
      trackId: screen?.id ?? null,
      error: this.#error,
      hasSound: sound !== null,
    });
  }
}
