interface FakeTrackOptions {
  kind: 'audio' | 'video';
  label?: string;
  deviceId?: string;
}

let lastTrackNumber = 0;

/** A `MediaStreamTrack` as browsers have it: `stop()` fires no `ended`, only the system's own ending does. */
export class FakeMediaStreamTrack extends EventTarget implements MediaStreamTrack {
  readonly id: string;
  readonly kind: 'audio' | 'video';
  readonly label: string;
  /** Made by `clone()`, which shares the source: the device is in use until both have stopped. */
  readonly isClone: boolean;
  readonly clones: FakeMediaStreamTrack[] = [];
  contentHint = '';
  enabled = true;
  muted = false;
  readyState: MediaStreamTrackState = 'live';
  onended = null;
  onmute = null;
  onunmute = null;
  readonly #deviceId: string;

  constructor(options: FakeTrackOptions, isClone = false) {
    super();
    lastTrackNumber += 1;
    this.id = `track-${lastTrackNumber}`;
    this.kind = options.kind;
    this.label = options.label ?? '';
    this.#deviceId = options.deviceId ?? '';
    this.isClone = isClone;
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device was unplugged, or the permission taken back: what `stop()` is not. */
  endBySystem(): void {
    for (const clone of this.clones) clone.endBySystem();
    if (this.readyState === 'ended') return;
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }

  /** A phone call took the microphone, or gave it back. */
  setMuted(isMuted: boolean): void {
    if (this.muted === isMuted || this.readyState === 'ended') return;
    this.muted = isMuted;
    this.dispatchEvent(new Event(isMuted ? 'mute' : 'unmute'));
  }

  clone(): FakeMediaStreamTrack {
    const clone = new FakeMediaStreamTrack(
      { kind: this.kind, label: this.label, deviceId: this.#deviceId },
      true,
    );
    clone.enabled = this.enabled;
    clone.readyState = this.readyState;
    this.clones.push(clone);
    return clone;
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.#deviceId };
  }

  getCapabilities(): MediaTrackCapabilities {
    return { deviceId: this.#deviceId };
  }

  getConstraints(): MediaTrackConstraints {
    return {};
  }

  applyConstraints(): Promise<void> {
    return Promise.resolve();
  }
}
