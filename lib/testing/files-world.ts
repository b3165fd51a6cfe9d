import type { FileVault } from '@/lib/files/file-vault';
import { Files } from '@/lib/files/files';
import { type Frame, parseFrame } from '@/lib/files/frames';
import { MemoryVault } from '@/lib/files/memory-vault';
import { LogicalClock } from '@/lib/room/logical-clock';
import type { RoomLink } from '@/lib/room/room-link';
import { RoomWire } from '@/lib/room/room-wire';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from './fake-clock';
import { FakeRoomPath } from './fake-room-path';
import { FakeStorage } from './fake-storage';
import { installOrderlyCrypto, type OrderlyCrypto } from './orderly-crypto';
import { createSeededRandom, type SeededRandom } from './seeded-random';
import { createSeededScheduler } from './step-scheduler';

/** Bytes of a block in these worlds: small, so that a file has many. */
export const worldBlockBytes = 16 * 1024;

/** Everything of one life of a page, as far as files go. */
interface Page {
  wire: RoomWire;
  files: Files;
  onLink: (link: RoomLink) => void;
}

/** Somebody with a tab: one page after another over one disk. */
export class FilesPerson {
  page: Page;
  readonly id: string;
  readonly disk: FileVault;
  readonly #clock: FakeClock;
  readonly #tab = new FakeStorage();

  constructor(id: string, clock: FakeClock, disk: FileVault) {
    this.id = id;
    this.disk = disk;
    this.#clock = clock;
    this.page = this.#open();
  }

  get files(): Files {
    return this.page.files;
  }

  /** The page is gone without a word, and opened again. Its connections have to be made anew. */
  reload(): void {
    this.page.wire.exit();
    this.page.files.exit();
    this.page = this.#open();
  }

  #open(): Page {
    const clock = this.#clock;
    const wire = new RoomWire({ clock, logger: silentLogger });
    const { disk: vault } = this;
    const files = new Files({
      roomId: 'cccc-cccc-cccc-cccc',
      tabStorage: this.#tab,
      wire,
      vault,
      logicalClock: new LogicalClock(),
      getDisplayName: () => this.id.slice(0, 1),
      clock,
      logger: silentLogger,
      blockBytes: worldBlockBytes,
    });
    const page: Page = { wire, files, onLink: () => undefined };
    wire.enter((onLink) => {
      page.onLink = onLink;
      return () => {
        page.onLink = () => undefined;
      };
    });
    files.enter();
    return page;
  }
}

export interface ArrivedFrame {
  to: string;
  frame: Exclude<Frame, { kind: 'ack' }>;
}

/** People who send each other files over paths that come and go, on one clock. */
export class FilesWorld {
  readonly clock = createFakeClock();
  readonly random: SeededRandom;
  readonly arrived: ArrivedFrame[] = [];
  readonly #crypto: OrderlyCrypto = installOrderlyCrypto();
  readonly #people: FilesPerson[] = [];
  readonly #paths = new Set<{ path: FakeRoomPath; people: readonly [FilesPerson, FilesPerson] }>();

  constructor(seed: number) {
    this.random = createSeededRandom(seed);
  }

  addPerson(id: string, disk: FileVault = new MemoryVault({ limitBytes: 100_000_000 })): FilesPerson {
    const person = new FilesPerson(id, this.clock, disk);
    this.#people.push(person);
    return person;
  }

  /** A new path between two, beside those there are. */
  connect(one: FilesPerson, other: FilesPerson): FakeRoomPath {
    const path = new FakeRoomPath({
      participantIds: [one.id, other.id],
      scheduler: createSeededScheduler(this.clock, this.random, 30),
      onArrival: (to, channelId, data) => {
        const frame = channelId === 3 ? parseFrame(data) : null;
        if (frame && frame.kind !== 'ack') this.arrived.push({ to, frame });
      },
    });
    this.#paths.add({ path, people: [one, other] });
    one.page.onLink(path.links[0]);
    other.page.onLink(path.links[1]);
    return path;
  }

  /** Ends all paths that somebody has. */
  disconnect(person: FilesPerson): void {
    for (const entry of [...this.#paths]) {
      if (!entry.people.includes(person)) continue;
      this.#paths.delete(entry);
      entry.path.close();
    }
  }

  /** The tab is killed and opened again; nobody is connected to it yet. */
  reload(person: FilesPerson): void {
    this.disconnect(person);
    person.reload();
  }

  /** Random bytes: no two blocks are alike. */
  drawFile(name: string, size: number, type = 'application/octet-stream'): File {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size; at += 4) {
      const value = this.random.below(0x1_0000_0000);
      for (let i = 0; i < 4 && at + i < size; i++) bytes[at + i] = (value >>> (8 * i)) & 0xff;
    }
    return new File([bytes], name, { type });
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms, () => this.#turn());
  }

  /** Lets time pass until something is so. Rejects when it is not within `limitMs`. */
  async until(what: string, isSo: () => boolean, limitMs = 60_000): Promise<void> {
    await this.advance(0);
    for (let passedMs = 0; !isSo(); passedMs += 10) {
      if (passedMs >= limitMs) throw new Error(`never: ${what}`);
      await this.advance(10);
    }
  }

  dispose(): void {
    for (const person of this.#people) {
      this.disconnect(person);
      person.page.wire.exit();
      person.page.files.exit();
    }
    this.#crypto.restore();
  }

  async #turn(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (!this.#crypto.isIdle);
  }
}
