import type { Frame } from './draw-scene';
import type { Scene } from './scene';

interface Source {
  track: MediaStreamTrack;
  video: HTMLVideoElement;
}

interface Slot {
  shown: Source | null;
  /** A later track, until its first frame is there. */
  next: Source | null;
}

/** Plays the tracks of a scene out of sight. A track that takes another one's place shows when it has a frame. */
export class PictureSources {
  readonly #slots = new Map<string, Slot>();

  show(scene: Scene): void {
    const wanted = new Map(scene.map(({ slot, track }) => [slot, track]));
    for (const [name, slot] of this.#slots) {
      if (wanted.get(name)) continue;
      close(slot.shown);
      close(slot.next);
      this.#slots.delete(name);
    }
    for (const [name, track] of wanted) {
      if (track) this.#play(name, track);
    }
  }

  frameOf(name: string): Frame | null {
    const slot = this.#slots.get(name);
    if (!slot) return null;
    if (slot.next && hasFrame(slot.next)) {
      close(slot.shown);
      slot.shown = slot.next;
      slot.next = null;
    }
    const { shown } = slot;
    if (!shown || !hasFrame(shown)) return null;
    return { image: shown.video, width: shown.video.videoWidth, height: shown.video.videoHeight };
  }

  close(): void {
    this.show([]);
  }

  #play(name: string, track: MediaStreamTrack): void {
    const slot = this.#slots.get(name) ?? { shown: null, next: null };
    this.#slots.set(name, slot);
    if ((slot.next ?? slot.shown)?.track === track) return;
    close(slot.next);
    slot.next = open(track);
  }
}

function open(track: MediaStreamTrack): Source {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.autoplay = true;
  video.srcObject = new MediaStream([track]);
  // Interrupted when the source is closed before it has begun: nothing is shown of it then.
  video.play().catch(() => undefined);
  return { track, video };
}

function close(source: Source | null): void {
  if (source) source.video.srcObject = null;
}

function hasFrame({ video }: Source): boolean {
  return video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && video.videoWidth > 0;
}
