import { deriveRoomKeys, type RoomKeys } from '@/lib/crypto/room-keys';
import { toBase64Url } from '@/lib/protocol';
import { EnginePerson } from './engine-person';
import { createFakeClock, type FakeClock } from './fake-clock';
import { FakeNetwork } from './fake-network';
import { FakeServer, type FakeServerOptions } from './fake-server';
import { installOrderlyCrypto, type OrderlyCrypto } from './orderly-crypto';
import { createSeededRandom, type SeededRandom } from './seeded-random';
import { createSeededScheduler, microtaskScheduler } from './step-scheduler';

export interface EngineWorldOptions extends Pick<FakeServerOptions, 'capacity' | 'ice'> {
  /** With a seed everything takes a drawn time of up to `maxDelayMs`; without one everything is immediate. */
  seed?: number;
  maxDelayMs?: number;
}

/** One person for each name. */
type PeopleFor<Names extends readonly string[]> = { [I in keyof Names]: EnginePerson };

const stepMs = 10;

/** One room, its server, a network, and people with engines, on one clock. */
export class EngineWorld {
  readonly clock: FakeClock;
  readonly random: SeededRandom;
  readonly server: FakeServer;
  readonly network: FakeNetwork;
  readonly keys: RoomKeys;
  readonly people: EnginePerson[] = [];
  readonly #crypto: OrderlyCrypto;

  private constructor(keys: RoomKeys, orderlyCrypto: OrderlyCrypto, options: EngineWorldOptions) {
    const { seed, maxDelayMs = 30, ...serverOptions } = options;
    this.keys = keys;
    this.#crypto = orderlyCrypto;
    this.clock = createFakeClock();
    this.random = createSeededRandom(seed ?? 0);
    const scheduler =
      seed === undefined ? microtaskScheduler : createSeededScheduler(this.clock, this.random, maxDelayMs);
    this.server = new FakeServer({ clock: this.clock, scheduler, ...serverOptions });
    this.network = new FakeNetwork({ clock: this.clock, scheduler });
  }

  /** `dispose` it afterwards: WebCrypto is put in order for as long as it lives. */
  static async create(options: EngineWorldOptions = {}): Promise<EngineWorld> {
    const orderlyCrypto = installOrderlyCrypto();
    const keys = await deriveRoomKeys(new Uint8Array(16));
    return new EngineWorld(keys, orderlyCrypto, options);
  }

  /** Somebody with the link. The same names in the same order have the same participant ids in every run. */
  async addPerson(name: string): Promise<EnginePerson> {
    const token = new Uint8Array(16);
    token.set(new TextEncoder().encode(name).subarray(0, 12));
    token[15] = this.people.length;
    const person = await EnginePerson.create({ name, seatToken: toBase64Url(token), ...this });
    this.people.push(person);
    return person;
  }

  async addPeople<Names extends readonly string[]>(...names: Names): Promise<PeopleFor<Names>> {
    const people: EnginePerson[] = [];
    for (const name of names) people.push(await this.addPerson(name));
    return people as PeopleFor<Names>;
  }

  /** Brings people into the lobby, until the offers for everybody who is in have their candidates. */
  async openLobby(...people: readonly EnginePerson[]): Promise<void> {
    for (const { engine } of people) engine.prepare();
    await this.until('the lobby is ready', () => people.every(isReady));
    await this.advance(200);
  }

  /** People who stand in the lobby. */
  async startLobby<Names extends readonly string[]>(...names: Names): Promise<PeopleFor<Names>> {
    const people = await this.addPeople<Names>(...names);
    await this.openLobby(...people);
    return people;
  }

  /** Brings somebody into the call: lobby, click, seated. */
  async enter(person: EnginePerson): Promise<void> {
    await this.openLobby(person);
    person.engine.join(person.name);
    await this.until(`${person.name} is in`, () => person.state.phase === 'in-call');
  }

  /** A call with these people in it, every pair connected; they entered one after the other. */
  async startCall<Names extends readonly string[]>(...names: Names): Promise<PeopleFor<Names>> {
    const people = await this.addPeople<Names>(...names);
    for (const person of people) {
      await this.enter(person);
      await this.settle();
    }
    await this.untilConnected(people);
    return people;
  }

  /** Lets everything happen that takes no time. */
  async settle(): Promise<void> {
    await this.clock.advanceAsync(0, () => this.#turn());
  }

  async advance(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms, () => this.#turn());
  }

  /** Lets time pass until something is so. Rejects when it is not within `limitMs`. */
  async until(what: string, isSo: () => boolean, limitMs = 60_000): Promise<void> {
    await this.settle();
    for (let passedMs = 0; !isSo(); passedMs += stepMs) {
      if (passedMs >= limitMs) throw new Error(`never: ${what}`);
      await this.advance(stepMs);
    }
  }

  untilConnected(people: readonly EnginePerson[], limitMs?: number): Promise<void> {
    return this.until(
      'everybody is connected',
      () => people.every((person) => isConnectedToAll(person, people)),
      limitMs,
    );
  }

  dispose(): void {
    for (const { pages } of this.people) for (const { engine } of pages) engine.dispose();
    this.#crypto.restore();
  }

  /** Promises settle, WebCrypto's too. */
  async #turn(): Promise<void> {
    do await new Promise<void>((resolve) => setImmediate(resolve));
    while (!this.#crypto.isIdle);
  }
}

/** Whether somebody stands in the lobby of a room that was reached. */
export function isReady({ state }: EnginePerson): boolean {
  return state.phase === 'preparing' && state.isReady;
}

/** Whether somebody's call screen shows these people, nobody else, and all of them connected. */
function isConnectedToAll(person: EnginePerson, people: readonly EnginePerson[]): boolean {
  const others = people.filter((other) => other !== person);
  return (
    person.participants.length === others.length &&
    others.every((other) => person.participant(other)?.peer.status === 'connected')
  );
}
