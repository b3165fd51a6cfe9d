/** Sounds mixed into one track, which is silent while there are none and never ends by itself. */
export class SoundMix {
  readonly #context: AudioContext;
  readonly #mix: MediaStreamAudioDestinationNode;
  readonly #sources = new Map<MediaStreamTrack, MediaStreamAudioSourceNode>();

  constructor(context: AudioContext) {
    this.#context = context;
    this.#mix = context.createMediaStreamDestination();
  }

  get tracks(): MediaStreamTrack[] {
    return this.#mix.stream.getAudioTracks();
  }

  /** Mixes these from now on, and no others. A track that is not `enabled` is silent by itself. */
  show(sounds: readonly MediaStreamTrack[]): void {
    for (const [track, source] of this.#sources) {
      if (sounds.includes(track)) continue;
      source.disconnect();
      this.#sources.delete(track);
    }
    for (const track of sounds) {
      if (this.#sources.has(track)) continue;
      const source = this.#context.createMediaStreamSource(new MediaStream([track]));
      source.connect(this.#mix);
      this.#sources.set(track, source);
    }
  }

  close(): void {
    this.show([]);
    for (const track of this.tracks) track.stop();
  }
}
