/** A box in pixels of the film, from its top left corner. */
export interface SceneRect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One picture in a film, with what stands for it while there is none. */
export interface SceneItem {
  /** Whose and which it is; stays the same when the track is replaced. */
  slot: string;
  rect: SceneRect;
  track: MediaStreamTrack | null;
  /** `cover` fills the box, `contain` shows everything. */
  fit: 'cover' | 'contain';
  caption: string;
  avatar: { initials: string; tone: string } | null;
  isMicrophoneOn: boolean;
  isSpeaking: boolean;
}

/** What a film shows until it is told something else. */
export type Scene = readonly SceneItem[];

export interface FilmSize {
  width: number;
  height: number;
}

/** A picture and a sound that are made of others, and go on whatever becomes of those. */
export interface Film {
  /** One video and one audio track: never others. */
  readonly stream: MediaStream;
  show(scene: Scene, sounds: readonly MediaStreamTrack[]): void;
  /** So much of it is on disk now: where that is far behind, fewer pictures are drawn. */
  onKept(durationMs: number): void;
  close(): void;
}
