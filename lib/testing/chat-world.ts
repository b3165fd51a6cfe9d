import { Chat } from '@/lib/chat/chat';
import { type ParticipantId, participantIdOf, type RoomMessage, toBase64Url } from '@/lib/protocol';
import { LogicalClock } from '@/lib/room/logical-clock';
import type { RoomLink } from '@/lib/room/room-link';
import { RoomWire } from '@/lib/room/room-wire';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock } from './fake-clock';
import { FakeDataChannel } from './fake-data-channel';
import { type FakePageStorage, FakeStorage } from './fake-storage';
import { installOrderlyCrypto } from './orderly-crypto';
import { createSeededRandom, type SeededRandom } from './seeded-random';

const roomId = 'q6oo-7h7n-wff3-fq7f';
const maxDelayMs = 60;

/** One end of a connection between two people; what is on its way when it ends is lost. */
class FakeRoomLink implements RoomLink {
  readonly participantId: ParticipantId;
  channel: FakeDataChannel | null = null;
  other: FakeRoomLink | null = null;
  readonly #world: ChatWorld;
  #onClosed: () => void = () => undefined;
  #arrivesMs = 0;

  constructor(world: ChatWorld, participantId: ParticipantId) {
    this.#world = world;
    this.participantId = participantId;
  }

  isSilent(): boolean {
    return false;
  }

  openChannel(label: string, id: number, onClosed: () => void): RTCDataChannel {
    const channel = new FakeDataChannel(label, id, { deliver: (_, data) => this.#deliver(String(data)) });
    this.channel = channel;
    this.#onClosed = onClosed;
    this.#world.clock.setTimeout(() => this.other && channel.open(), this.#delayMs());
    return channel as unknown as RTCDataChannel;
  }

  end(): void {
    this.other = null;
    if (this.channel) this.channel.readyState = 'closed';
    this.#onClosed();
  }

  /** Later, in order. */
  #deliver(data: string): void {
    const { clock } = this.#world;
    this.#arrivesMs = Math.max(this.#arrivesMs, clock.now() + this.#delayMs());
    clock.setTimeout(() => this.other?.channel?.receive(data), this.#arrivesMs - clock.now());
  }

  #delayMs(): number {
    return this.#world.random.below(maxDelayMs);
  }
}

/** Somebody with a tab: one page after another. */
export class ChatPerson {
  readonly name: string;
  readonly self: ParticipantId;
  readonly storage = new FakeStorage();
  chat: Chat;
  wire: RoomWire;
  addLink: (link: RoomLink) => void = () => undefined;
  readonly #world: ChatWorld;
  #pageStorage: FakePageStorage | null = null;

  constructor(world: ChatWorld, name: string, self: ParticipantId) {
    this.#world = world;
    this.name = name;
    this.self = self;
    [this.wire, this.chat] = this.#open();
  }

  /** What is read in this person's chat, in order. */
  get texts(): string[] {
    return this.chat.state.getSnapshot().messages.map(({ text }) => text);
  }

  /** Whom this person can reach. */
  get reachable(): ReadonlySet<ParticipantId> {
    return this.wire.reachable.getSnapshot();
  }

  /** The page opens anew; only what the tab keeps is left. */
  reload(): void {
    this.#world.cutAll(this);
    this.wire.exit();
    [this.wire, this.chat] = this.#open();
  }

  /** Leaves the call and takes a seat again, in the same page. */
  rejoin(): void {
    this.#world.cutAll(this);
    this.wire.exit();
    this.#enter(this.wire);
  }

  #open(): [RoomWire, Chat] {
    const { clock } = this.#world;
    this.#pageStorage?.end();
    this.#pageStorage = this.storage.openPage();
    const wire = new RoomWire({ clock, logger: silentLogger });
    const chat = new Chat({
      roomId,
      self: this.self,
      wire,
      logicalClock: new LogicalClock(),
      tabStorage: this.#pageStorage,
      getDisplayName: () => this.name,
      clock,
      logger: silentLogger,
    });
    this.#enter(wire);
    return [wire, chat];
  }

  #enter(wire: RoomWire): void {
    wire.enter((onLink) => {
      this.addLink = onLink;
      return () => undefined;
    });
  }
}

/** People who chat over links that come and go, on one clock. */
export class ChatWorld {
  readonly clock = createFakeClock();
  readonly random: SeededRandom;
  readonly people: ChatPerson[] = [];
  readonly #crypto = installOrderlyCrypto();
  readonly #links = new Map<string, readonly [FakeRoomLink, FakeRoomLink]>();

  constructor(seed = 1) {
    this.random = createSeededRandom(seed);
  }

  /** `dispose` the world afterwards: WebCrypto is put in order for as long as it lives. */
  static async create<Names extends readonly string[]>(
    seed: number,
    ...names: Names
  ): Promise<{ world: ChatWorld; people: { [I in keyof Names]: ChatPerson } }> {
    const world = new ChatWorld(seed);
    for (const name of names) await world.addPerson(name);
    return { world, people: world.people as unknown as { [I in keyof Names]: ChatPerson } };
  }

  async addPerson(name: string): Promise<ChatPerson> {
    const person = new ChatPerson(this, name, await this.idOf(name));
    this.people.push(person);
    await this.advance(0);
    return person;
  }

  async idOf(name: string): Promise<ParticipantId> {
    const token = new Uint8Array(16);
    token.set(new TextEncoder().encode(name).subarray(0, 16));
    return (await participantIdOf(roomId, toBase64Url(token))) ?? '';
  }

  get roomId(): string {
    return roomId;
  }

  isLinked(a: ChatPerson, b: ChatPerson): boolean {
    return this.#links.has(pairOf(a.self, b.self));
  }

  /** A connection between two people begins, if there is none. */
  link(a: ChatPerson, b: ChatPerson): void {
    if (this.isLinked(a, b)) return;
    const [toB, toA] = this.#join(a.self, b.self);
    a.addLink(toB);
    b.addLink(toA);
  }

  /** A fresh connection begins beside the one there is, which ends a little later, perhaps before the fresh one works. */
  replaceLink(a: ChatPerson, b: ChatPerson): void {
    const former = this.#links.get(pairOf(a.self, b.self)) ?? [];
    this.#links.delete(pairOf(a.self, b.self));
    this.link(a, b);
    this.clock.setTimeout(() => {
      for (const end of former) end.end();
    }, this.random.below(400));
  }

  linkAll(): void {
    for (const a of this.people) for (const b of this.people) if (a !== b) this.link(a, b);
  }

  cut(a: ChatPerson, b: ChatPerson): void {
    this.#cut(pairOf(a.self, b.self));
  }

  cutAll(person: ChatPerson): void {
    for (const pair of [...this.#links.keys()]) if (pair.includes(person.self)) this.#cut(pair);
  }

  /** Somebody who says over a link whatever they like. Resolves when they are heard. */
  async intrude(victim: ChatPerson, name: string): Promise<Intruder> {
    const self = await this.idOf(name);
    const [toVictim, toIntruder] = this.#join(self, victim.self);
    const heard: RoomMessage[] = [];
    const channel = toVictim.openChannel('room', 2, () => undefined);
    channel.onmessage = ({ data }) => heard.push(JSON.parse(String(data)) as RoomMessage);
    victim.addLink(toIntruder);
    await this.advance(200);
    const sayRaw = (data: string) => channel.send(data);
    sayRaw(JSON.stringify({ kind: 'hello', content: { version: 1, isAnswer: false } }));
    await this.advance(200);
    return { self, heard, sayRaw, say: (message) => sayRaw(JSON.stringify(message)) };
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms, async () => {
      do await new Promise<void>((resolve) => setImmediate(resolve));
      while (!this.#crypto.isIdle);
    });
  }

  dispose(): void {
    this.#crypto.restore();
  }

  #join(a: ParticipantId, b: ParticipantId): readonly [FakeRoomLink, FakeRoomLink] {
    const ends = [new FakeRoomLink(this, b), new FakeRoomLink(this, a)] as const;
    ends[0].other = ends[1];
    ends[1].other = ends[0];
    this.#links.set(pairOf(a, b), ends);
    return ends;
  }

  #cut(pair: string): void {
    const ends = this.#links.get(pair) ?? [];
    this.#links.delete(pair);
    for (const end of ends) end.end();
  }
}

/** A participant with a program of their own. */
export interface Intruder {
  readonly self: ParticipantId;
  readonly heard: readonly RoomMessage[];
  say(message: RoomMessage): void;
  sayRaw(data: string): void;
}

function pairOf(a: ParticipantId, b: ParticipantId): string {
  return [a, b].sort().join(' ');
}
