import type { DeviceKind, ErrorCode } from '@/lib/errors/error-code';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import type { DeviceWish } from './constraints';
import { deviceErrorCode, errorName } from './device-error';
import { type DeviceAnswer, type DeviceRequest, isServedBy } from './device-request';
import type { LocalDeviceState } from './local-media-state';

export interface DeviceCaptureOptions {
  kind: DeviceKind;
  /** A microphone that is off keeps its disabled track; a camera that is off has none, so its light is out. */
  keepsTrackWhileOff: boolean;
  /** Opens a device; rejects as `getUserMedia` does. */
  acquire: (wish: DeviceWish) => Promise<MediaStreamTrack>;
  /** The device to open when none is named: the remembered one if it is there, `null` for the default. */
  preferredId: (exceptId?: string | null) => string | null;
  onChosen: (deviceId: string) => void;
  onState: (state: LocalDeviceState, deviceId: string | null) => void;
  onTrack: (track: MediaStreamTrack | null) => void;
  clock: Clock;
  logger: Logger;
}

/** A replacement that ends again sooner than this is given up until the devices change: no endless flapping. */
const shortestLifeMs = 1000;

/**
 * Keeps one device as the person wishes it: on or off, this one or that. Only the last wish counts; one
 * `getUserMedia` runs at a time, and a track that arrives after the wish has changed is stopped at once.
 */
export class DeviceCapture {
  readonly #options: DeviceCaptureOptions;
  #wantsOn: boolean;
  #track: MediaStreamTrack | null = null;
  #request: DeviceRequest | null = null;
  #working: Promise<void> | null = null;
  #error: ErrorCode | null = null;
  #wasUnplugged = false;
  #recoveredAtMs = Number.NEGATIVE_INFINITY;
  #isDisposed = false;

  constructor(options: DeviceCaptureOptions, wantsOn: boolean) {
    this.#options = options;
    this.#wantsOn = wantsOn;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  get wantsOn(): boolean {
    return this.#wantsOn;
  }

  /** The device of the track; `null` without one. */
  get deviceId(): string | null {
    return this.#track?.getSettings().deviceId ?? null;
  }

  /** Wanted, but failed or waiting for a device. */
  get isMissing(): boolean {
    return this.#wantsOn && !this.#track && !this.#request;
  }

  get error(): ErrorCode | null {
    return this.#error;
  }

  /** Acquires if wanted on; `first` is the part of a common answer that is ours. */
  start(first: Promise<MediaStreamTrack | null>): Promise<void> {
    const request = { deviceId: this.#options.preferredId(), isExact: false };
    if (this.isMissing && !this.#working) return this.#want({ ...request, first });
    this.#discard(first);
    return this.isMissing ? this.#want(request) : this.settled();
  }

  setOn(isOn: boolean): Promise<void> {
    this.#wantsOn = isOn;
    this.#error = null;
    this.#wasUnplugged = false;
    if (isOn) {
      if (this.#track) this.#track.enabled = true;
      else if (!this.#request) return this.retry();
    } else if (!this.#options.keepsTrackWhileOff) {
      if (this.#request?.isChoice && this.#request.deviceId) this.#options.onChosen(this.#request.deviceId);
      this.#request = null;
      this.#release();
    } else if (this.#track) {
      this.#track.enabled = false;
    }
    this.#publish();
    return isOn ? this.settled() : Promise.resolve();
  }

  /** The person's choice: switches now if there is a track or one is wanted, otherwise only remembers. */
  select(deviceId: string): Promise<void> {
    if (!this.#track && !this.#wantsOn) {
      this.#options.onChosen(deviceId);
      this.#publish();
      return Promise.resolve();
    }
    if (this.#track && !this.#request && this.deviceId === deviceId) {
      this.#options.onChosen(deviceId);
      this.#error = null;
      this.#publish();
      return Promise.resolve();
    }
    this.#error = null;
    return this.#want({ deviceId, isExact: true, isChoice: true });
  }

  /** Switches without being asked to; a failure changes nothing. */
  follow(deviceId: string): Promise<void> {
    if (this.#request?.isChoice || (!this.#request && this.deviceId === deviceId)) return this.settled();
    if (!this.#track && !this.#wantsOn) return Promise.resolve();
    return this.#want({ deviceId, isExact: true });
  }

  /** Opens the same device again and swaps: its track went silent. */
  renew(): Promise<void> {
    if (this.#request || !this.#track) return this.settled();
    return this.#want({ deviceId: this.deviceId, isExact: true });
  }

  /** Acquires what is wanted and missing. */
  retry(): Promise<void> {
    if (!this.isMissing) return this.settled();
    return this.#want({ deviceId: this.#options.preferredId(), isExact: false });
  }

  /** Says the state again, for when the device lists have changed. */
  publish(): void {
    this.#publish();
  }

  /** Resolves when the last wish is fulfilled or has failed. */
  settled(): Promise<void> {
    return this.#working ?? Promise.resolve();
  }

  /** Lets the device go without changing the wish: `start` takes it up again. */
  stop(): void {
    this.#request = null;
    this.#error = null;
    this.#wasUnplugged = false;
    this.#release();
    this.#publish();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#wantsOn = false;
    this.stop();
  }

  #want(request: DeviceRequest): Promise<void> {
    if (this.#isDisposed) return Promise.resolve();
    this.#request = request;
    this.#publish();
    return this.#run();
  }

  #run(): Promise<void> {
    if (this.#request) this.#working ??= this.#work();
    return this.settled();
  }

  async #work(): Promise<void> {
    while (this.#request) {
      const asked = this.#request;
      const answer = await this.#ask(asked);
      const wanted = this.#request;
      if (!isServedBy(wanted, asked)) {
        if ('track' in answer) answer.track?.stop();
      } else if ('error' in answer) {
        this.#fail(wanted, answer.error);
      } else if (answer.track) {
        this.#adopt(answer.track, wanted);
      } else {
        this.#request = { deviceId: this.#options.preferredId(), isExact: false };
      }
    }
    // In the same step as the last look at the request: one made a step later must find nobody at work.
    this.#working = null;
  }

  #discard(unwanted: Promise<MediaStreamTrack | null>): void {
    const { kind, logger } = this.#options;
    unwanted.then(
      (track) => track?.stop(),
      (error: unknown) => logger.debug('unwanted device not opened', { kind, error: errorName(error) }),
    );
  }

  async #ask(request: DeviceRequest): Promise<DeviceAnswer> {
    try {
      return { track: await (request.first ?? this.#options.acquire(request)) };
    } catch (error) {
      return { error };
    }
  }

  #adopt(track: MediaStreamTrack, request: DeviceRequest): void {
    this.#request = null;
    if (track.readyState === 'ended') {
      this.#fail(request, new Error('the track had ended on arrival'));
      return;
    }
    const former = this.#track;
    track.enabled = this.#wantsOn;
    track.addEventListener('ended', () => this.#onEnded(track));
    this.#track = track;
    this.#wasUnplugged = false;
    if (request.isRecovery) this.#recoveredAtMs = this.#options.clock.now();
    this.#error = request.carriedError ?? null;
    if (request.isChoice && request.deviceId !== null) this.#options.onChosen(request.deviceId);
    this.#publish();
    this.#options.onTrack(track);
    former?.stop();
  }

  #fail(request: DeviceRequest, error: unknown): void {
    const { kind, logger } = this.#options;
    const code = deviceErrorCode(kind, error);
    logger.debug('device not opened', { kind, error: errorName(error), code });
    this.#request = null;
    const shownCode = request.isChoice ? code : null;
    if (this.#track && request.isExact) {
      if (code === `${kind}-busy` && request.isChoice) this.#makeRoom(request);
      else this.#error = shownCode;
    } else if (request.isExact && !code.includes('-denied')) {
      const deviceId = request.restoreId ?? null;
      this.#request = { deviceId, isExact: false, carriedError: shownCode };
    } else {
      const isGone = this.#wasUnplugged && code === `${kind}-not-found`;
      this.#error = this.#wantsOn ? (isGone ? `${kind}-unplugged` : code) : null;
    }
    this.#publish();
  }

  #makeRoom(request: DeviceRequest): void {
    this.#request = { ...request, restoreId: this.deviceId };
    this.#release();
  }

  /** Fired by the browser only, never by `stop()`: unplugged, or the permission was taken back (mediacapture-main 4.3.3). */
  #onEnded(track: MediaStreamTrack): void {
    if (track !== this.#track) return;
    this.#options.logger.info('device ended', { kind: this.#options.kind });
    const isFlapping = this.#options.clock.now() - this.#recoveredAtMs < shortestLifeMs;
    this.#wasUnplugged = true;
    if (this.#wantsOn && !this.#request) {
      const deviceId = this.#options.preferredId(this.deviceId);
      if (isFlapping) this.#error = `${this.#options.kind}-unplugged`;
      else this.#request = { deviceId, isExact: false, isRecovery: true };
    }
    this.#release();
    void this.#run();
  }

  #release(): void {
    const track = this.#track;
    if (!track) return;
    this.#track = null;
    track.stop();
    this.#publish();
    this.#options.onTrack(null);
  }

  #publish(): void {
    const isStarting = this.#wantsOn && this.#request !== null;
    this.#options.onState(
      {
        status: this.#track && this.#wantsOn ? 'on' : isStarting ? 'starting' : 'off',
        trackId: this.#track?.id ?? null,
        error: this.#error,
      },
      this.#request?.deviceId ?? this.deviceId ?? this.#options.preferredId(),
    );
  }
}
