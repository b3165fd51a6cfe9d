import { everyPair, linksOf } from './engine-links';
import type { EnginePerson } from './engine-person';
import { EngineWorld } from './engine-world';

const names = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'];
const stepCount = 40;
/** Everything that waits for somebody is over by then: grace, absence, ICE restarts. */
const healMs = 120_000;

/** What somebody or something does at random; `null` where it has no meaning now. */
type Deed = (world: EngineWorld, person: EnginePerson) => string | null;

const deeds: readonly [weight: number, deed: Deed][] = [
  [8, (_, person) => proceed(person)],
  [
    2,
    (_, { engine, state }) => {
      if (state.phase === 'idle' || state.phase === 'ended') return null;
      engine.leave();
      return 'leaves';
    },
  ],
  [
    2,
    (world, person) => {
      const serverNoticesAfterMs = world.random.hasLuck(0.5) ? world.random.below(15_000) : 0;
      person.reload({ serverNoticesAfterMs });
      return `reloads, noticed after ${serverNoticesAfterMs} ms`;
    },
  ],
  [
    4,
    (world, { link }) => {
      if (!link.isUp) {
        link.restore();
        return 'is restored';
      }
      const serverNoticesAfterMs = world.random.hasLuck(0.5) ? world.random.below(15_000) : 0;
      link.cut({ serverNoticesAfterMs });
      return `is cut, noticed after ${serverNoticesAfterMs} ms`;
    },
  ],
  [
    2,
    (_, { link }) => {
      if (link.isHeld) link.release();
      else link.hold();
      return link.isHeld ? 'stalls' : 'flows again';
    },
  ],
  [
    4,
    (world, { media }) => {
      const { camera, microphone, screen } = media.state.getSnapshot();
      const which = world.random.below(3);
      if (which === 0) void media.setCameraOn(camera.status !== 'on');
      else if (which === 1) void media.setMicrophoneOn(microphone.status !== 'on');
      else if (screen.status === 'on') media.stopScreen();
      else void media.startScreen();
      return `toggles ${['camera', 'microphone', 'screen'][which]}`;
    },
  ],
  [
    1,
    (world, { engine, name }) => {
      engine.setDisplayName(`${name} ${world.random.below(100)}`);
      return 'renames';
    },
  ],
  [
    1,
    (world) => {
      world.server.restart();
      return '(server) restarts';
    },
  ],
  [
    1,
    (world) => {
      world.server.stop();
      const awayMs = world.random.below(40_000);
      world.clock.setTimeout(() => world.server.start(), awayMs);
      return `(server) is away for ${awayMs} ms`;
    },
  ],
  [
    1,
    (world) => {
      world.network.breakPaths();
      return '(network) changes';
    },
  ],
];

/** One step nearer to the call: lobby, click, or back from the end. */
function proceed({ engine, state, name }: EnginePerson): string | null {
  if (state.phase === 'idle') {
    engine.prepare();
    return 'opens the lobby';
  }
  if (state.phase === 'preparing' && state.isReady) {
    engine.join(name);
    return 'joins';
  }
  if (state.phase !== 'ended') return null;
  engine.rejoin();
  return 'returns to the lobby';
}

function draw(world: EngineWorld): Deed {
  let ticket = world.random.below(deeds.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, deed] of deeds) {
    ticket -= weight;
    if (ticket < 0) return deed;
  }
  throw new Error('no deed');
}

/** A call of up to five in which anything happens; then all is restored, everybody joins, and time passes. */
export interface FuzzedCall {
  world: EngineWorld;
  people: readonly EnginePerson[];
  /** What happened, for whoever has to find out why. */
  story: readonly string[];
}

export async function fuzzCall(seed: number): Promise<FuzzedCall> {
  const world = await EngineWorld.create({ seed, maxDelayMs: 40 });
  const people = await world.addPeople(...names.slice(0, 2 + world.random.below(names.length - 1)));
  const story: string[] = [];
  const startMs = world.clock.now();
  const tell = (line: string) => story.push(`${world.clock.now() - startMs} ms: ${line}`);

  for (let step = 0; step < stepCount; step++) {
    const person = people[world.random.below(people.length)];
    const line = person && draw(world)(world, person);
    if (line) tell(`${person.name} ${line}`);
    await world.advance(world.random.below(world.random.hasLuck(0.2) ? 8_000 : 600));
  }
  tell('everything is restored');
  world.server.start();
  for (const { link } of people) {
    link.restore();
    link.release();
  }
  for (let passedMs = 0; passedMs < healMs; passedMs += 1_000) {
    for (const person of people) {
      const line = proceed(person);
      if (line) tell(`${person.name} ${line}`);
    }
    await world.advance(1_000);
  }
  return { world, people, story };
}

/** Everything that is wrong with a call in which nothing should be. */
export function faultsOf({ world, people }: FuzzedCall): string[] {
  const faults: string[] = [];
  const expectSame = (what: string, actual: unknown, expected: unknown) => {
    const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
    if (a !== b) faults.push(`${what}: ${a} instead of ${b}`);
  };
  expectSame('links', linksOf(people), everyPair(people));
  expectSame(
    'seats',
    [...world.server.room(world.keys.roomId).seats.keys()].sort(),
    people.map(({ self }) => self).sort(),
  );
  for (const person of people) {
    const { name, page, state } = person;
    expectSame(`${name}'s phase`, state.phase, 'in-call');
    expectSame(`${name}'s peer connections`, page.openPeerConnections.length, people.length - 1);
    expectSame(`${name}'s alarms`, page.noticesOf('tampered'), []);
    expectSame(
      `${name}'s warnings`,
      page.log.filter(({ level }) => level === 'warn'),
      [],
    );
    for (const other of people) {
      if (other !== person)
        expectSame(`${other.name} at ${name}`, person.participant(other), expectedOf(other, person));
    }
    expectSame(`${name}'s number of others`, person.participants.length, people.length - 1);
  }
  return faults;
}

/** How somebody should be shown to somebody else, but for what only the other's page knows. */
function expectedOf(person: EnginePerson, by: EnginePerson) {
  const { camera, microphone, screen } = person.media.state.getSnapshot();
  const shown = by.participant(person);
  return {
    participantId: person.self,
    displayName: 'self' in person.state ? person.state.self.displayName : null,
    isMicrophoneOn: microphone.status === 'on',
    isCameraOn: camera.status === 'on',
    isScreenOn: screen.status === 'on',
    isSpeaking: false,
    isAway: false,
    peer: { status: 'connected', isRelayed: false },
    microphoneTrackId: shown?.microphoneTrackId ?? 'a track',
    cameraTrackId: camera.status === 'on' ? (shown?.cameraTrackId ?? 'a track') : null,
    screenTrackId: screen.status === 'on' ? (shown?.screenTrackId ?? 'a track') : null,
    screenSoundTrackId: screen.status === 'on' ? (shown?.screenSoundTrackId ?? 'a track') : null,
  };
}
