let lastStreamNumber = 0;

/** A `MediaStream`: a set of tracks with an id. */
export class FakeMediaStream extends EventTarget implements MediaStream {
  readonly id: string;
  onaddtrack = null;
  onremovetrack = null;
  readonly #tracks: Set<MediaStreamTrack>;

  constructor(tracks: readonly MediaStreamTrack[] = []) {
    super();
    lastStreamNumber += 1;
    this.id = `stream-${lastStreamNumber}`;
    this.#tracks = new Set(tracks);
  }

  get active(): boolean {
    return this.getTracks().some((track) => track.readyState === 'live');
  }

  getTracks(): MediaStreamTrack[] {
    return [...this.#tracks];
  }

  getAudioTracks(): MediaStreamTrack[] {
    return this.getTracks().filter((track) => track.kind === 'audio');
  }

  getVideoTracks(): MediaStreamTrack[] {
    return this.getTracks().filter((track) => track.kind === 'video');
  }

  getTrackById(trackId: string): MediaStreamTrack | null {
    return this.getTracks().find((track) => track.id === trackId) ?? null;
  }

  addTrack(track: MediaStreamTrack): void {
    this.#tracks.add(track);
  }

  removeTrack(track: MediaStreamTrack): void {
    this.#tracks.delete(track);
  }

  clone(): MediaStream {
    return new FakeMediaStream(this.getTracks().map((track) => track.clone()));
  }
}
