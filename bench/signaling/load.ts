/*
 * The load, in a process of its own. It stays connected to both servers and does one short piece of work at a time,
 * as compare.ts says.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Dialect, dialects, makeTraffic, type Person } from './dialects';
import { LightSocket } from './light-socket';

const roomSize = 4;

export type ServerName = keyof typeof dialects;

/** What compare.ts may ask for. Each piece is short, so that the servers can take turns. */
export type Work =
  | { work: 'join'; server: ServerName; port: number; people: number }
  | { work: 'relay'; server: ServerName; durationMs: number }
  | { work: 'steady'; server: ServerName; durationMs: number; perS: number };

/** `amount` joined or delivered within `seconds`; `latenciesMs` of what arrived, sorted. */
export interface Done {
  amount: number;
  seconds: number;
  latenciesMs: number[];
}

interface Member {
  socket: LightSocket;
  /** Frames for the next person of the room, made beforehand. */
  frames: Buffer[];
  /** When each message to this member that has not arrived was sent. */
  sentAtMs: number[];
  next: Member | null;
}

const members: Record<ServerName, Member[]> = { parley: [], bare: [] };

async function makePeople(dialect: Dialect, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) {
    const makePerson = await dialect.makeRoom();
    for (let i = 0; i < roomSize; i++) people.push(await makePerson());
  }
  return people;
}

/** Connects and joins 32 people at a time, the people of one room one after the other. */
async function join(server: ServerName, port: number, count: number): Promise<Done> {
  const dialect = dialects[server];
  const people = await makePeople(dialect, count);
  const seated: { socket: LightSocket; address: string }[] = [];
  const rooms = people.length / roomSize;
  let next = 0;
  async function work(): Promise<void> {
    for (let turn = next++; turn < people.length; turn = next++) {
      const index = (turn % rooms) * roomSize + Math.floor(turn / rooms);
      const person = people[index] as Person;
      const { socket, id } = await LightSocket.open(port);
      await person.join(socket);
      socket.onMessage = () => undefined;
      seated[index] = { socket, address: person.address(id) };
    }
  }
  const startMs = performance.now();
  await Promise.all(Array.from({ length: 32 }, work));
  const seconds = (performance.now() - startMs) / 1000;

  // Only the first to join relay later; the others are there to be there.
  if (members[server].length === 0) members[server] = toMembers(dialect, seated);
  return { amount: people.length, seconds, latenciesMs: [] };
}

function toMembers(dialect: Dialect, seated: { socket: LightSocket; address: string }[]): Member[] {
  const traffic = makeTraffic();
  const neighbour = (index: number) => index - (index % roomSize) + ((index + 1) % roomSize);
  const made = seated.map(({ socket }, index): Member => {
    const to = seated[neighbour(index)]?.address ?? '';
    return {
      socket,
      frames: traffic.map((payload) => dialect.signal(to, payload)),
      sentAtMs: [],
      next: null,
    };
  });
  for (const [index, member] of made.entries()) member.next = made[neighbour(index)] ?? null;
  return made;
}

/** Every member keeps four messages on their way to its neighbour. */
async function relay(server: ServerName, durationMs: number): Promise<Done> {
  let amount = 0;
  let isOver = false;
  for (const { socket, frames } of members[server]) {
    let sent = 0;
    const send = () => socket.write(frames[sent++ % frames.length] as Buffer);
    socket.onMessage = (kind) => {
      if (kind === 'event') amount++;
      else if (kind === 'ack' && !isOver) send();
    };
    for (let i = 0; i < 4; i++) send();
  }
  const startMs = performance.now();
  await wait(durationMs);
  isOver = true;
  const result = { amount, seconds: (performance.now() - startMs) / 1000, latenciesMs: [] };
  await wait(50);
  return result;
}

/** Sends `perS` messages a second, whatever becomes of them, and times each. */
async function steady(server: ServerName, durationMs: number, perS: number): Promise<Done> {
  const latenciesMs: number[] = [];
  for (const member of members[server]) {
    member.socket.onMessage = (kind) => {
      const sentMs = kind === 'event' ? member.sentAtMs.shift() : undefined;
      if (sentMs !== undefined) latenciesMs.push(performance.now() - sentMs);
    };
  }
  const startMs = performance.now();
  let sent = 0;
  for (let elapsedMs = 0; elapsedMs < durationMs; elapsedMs = performance.now() - startMs) {
    for (; sent < (elapsedMs / 1000) * perS; sent++) {
      const member = members[server][sent % members[server].length];
      const frame = member?.frames[Math.floor(sent / members[server].length) % member.frames.length];
      member?.next?.sentAtMs.push(performance.now());
      if (frame !== undefined) member?.socket.write(frame);
    }
    await wait(1);
  }
  await wait(100);
  return { amount: sent, seconds: durationMs / 1000, latenciesMs: latenciesMs.sort((a, b) => a - b) };
}

function perform(order: Work): Promise<Done> {
  if (order.work === 'join') return join(order.server, order.port, order.people);
  if (order.work === 'relay') return relay(order.server, order.durationMs);
  return steady(order.server, order.durationMs, order.perS);
}

process.once('disconnect', () => process.exit(0));
process.on('message', (order: Work) => {
  perform(order).then(
    (done) => process.send?.(done),
    (error: unknown) => {
      process.stderr.write(`${(error as Error).stack}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');
