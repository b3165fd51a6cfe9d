import { encodeFrame, type Frame } from '@/lib/files/frames';
import type { FileOffer, RoomMessage } from '@/lib/protocol';
import { FakeRoomPath } from './fake-room-path';
import { type FilesPerson, type FilesWorld, worldBlockBytes } from './files-world';

/** Somebody who speaks the wire by hand, and keeps to nothing. */
export class FilesStranger {
  readonly heard: RoomMessage[] = [];
  /** What came on the file channel, as it came. */
  readonly frames: ArrayBuffer[] = [];
  readonly #room: RTCDataChannel;
  readonly #files: RTCDataChannel;
  readonly #path: FakeRoomPath;

  constructor(world: FilesWorld, victim: FilesPerson, id: string) {
    const path = new FakeRoomPath({
      participantIds: [id, victim.id],
      scheduler: (step) => void world.clock.setTimeout(step, 1),
    });
    this.#path = path;
    victim.page.onLink(path.links[1]);
    const [link] = path.links;
    this.#room = link.openChannel('room', 2, () => undefined) as RTCDataChannel;
    this.#files = link.openChannel('files', 3, () => undefined) as RTCDataChannel;
    this.#room.onmessage = ({ data }) => this.heard.push(JSON.parse(data));
    this.#files.onmessage = ({ data }) => this.frames.push(data);
    this.#room.onopen = () => this.say({ kind: 'hello', content: { version: 1, isAnswer: true } });
  }

  say(message: unknown): void {
    this.#room.send(JSON.stringify(message));
  }

  send(frame: Frame): void {
    this.#files.send(encodeFrame(frame));
  }

  sendRaw(bytes: Uint8Array<ArrayBuffer>): void {
    this.#files.send(bytes);
  }

  leave(): void {
    this.#path.close();
  }

  offer(...changes: readonly Partial<FileOffer>[]): FileOffer {
    const offers = (changes.length > 0 ? changes : [{}]).map(
      (change): FileOffer => ({
        fileId: '1'.padStart(22, '0'),
        name: 'bait.bin',
        size: 3 * worldBlockBytes,
        type: '',
        to: null,
        displayName: 'Eve',
        order: 1,
        offeredMs: 1,
        voice: null,
        state: 'ready',
        ...change,
      }),
    );
    this.say({ kind: 'file-offers', content: { version: 1, offers } });
    return offers[0] as FileOffer;
  }

  get stream(): number {
    const request = this.heard.findLast(({ kind }) => kind === 'file-request');
    if (request?.kind !== 'file-request') throw new Error('nothing was asked for');
    return request.content.stream;
  }
}
