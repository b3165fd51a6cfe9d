import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../fixtures/person';
import { type Fault, type Finding, holds, type Scene, under } from './fault';
import { watchUntilSteady, worstGapMs } from './gaps';

const outageMs = 5_000;
const cutEveryMs = 5_000;
const cutCount = 12;
/** Shorter than anything a person would notice; longer than a busy machine's hiccup. */
const noGapMs = 500;
const returnMs = 15_000;

/** Looks at everybody's list of participants each second until stopped, and keeps those that were wrong. */
function watchRosters(people: readonly Person[]): { stop: () => Promise<string[]> } {
  const wrong: string[] = [];
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      for (const person of people) {
        const names = (await person.rosterNames()).join(', ');
        if (names !== rosterOf(person, people)) wrong.push(`${person.name} had ${names || 'nobody'}`);
      }
      await delay(1_000);
    }
  })();
  // Whoever stops the watch hears why it broke off. Unheard, when a fault breaks off first, it would end the whole run.
  watching.catch(() => undefined);
  return {
    async stop() {
      isWatching = false;
      await watching;
      return wrong;
    },
  };
}

function rosterOf(person: Person, people: readonly Person[]): string {
  return people
    .map(({ name }) => (name === person.name ? `${name} (you)` : name))
    .sort()
    .join(', ');
}

/** Somebody who comes now finds everybody, once, and everybody finds them: what the server knows is right. */
async function admitNewcomer({ visitors, people, link }: Scene): Promise<Finding> {
  const cleo = await visitors.invite('c');
  const everybody = [...people, cleo];
  try {
    await cleo.joinAt(link);
    await Promise.all(
      everybody.map(async (person) => {
        const others = everybody.filter((other) => other !== person);
        await person.isInCallWith(...others);
        for (const other of others) await person.sees(other);
      }),
    );
    return holds('a newcomer finds everybody once, and all see each other', true);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return holds('a newcomer finds everybody once, and all see each other', false, text);
  }
}

const serverKilled: Fault = {
  name: 'server-killed',
  kinds: ['eim', 'eim'],
  async run(scene) {
    const { lab, people } = scene;
    const rosters = watchRosters(people);
    const fromMs = Date.now();
    await lab.app.kill();
    await delay(outageMs);
    await lab.app.startApp();
    await watchUntilSteady(people, returnMs);
    const gapMs = await worstGapMs(people, fromMs);
    const wrong = await rosters.stop();
    return [
      under('longest gap while the server was gone for 5 s and came back', gapMs, noGapMs),
      holds(
        'everybody was in everybody’s list, once, all the time',
        wrong.length === 0,
        wrong.join('; ') || 'yes',
      ),
      await admitNewcomer(scene),
    ];
  },
};

const socketCut: Fault = {
  name: 'socket-cut',
  kinds: ['eim', 'eim'],
  async run(scene) {
    const { lab, people } = scene;
    const rosters = watchRosters(people);
    const fromMs = Date.now();
    for (let count = 0; count < cutCount; count++) {
      lab.app.cutSockets();
      await delay(cutEveryMs);
    }
    const gapMs = await worstGapMs(people, fromMs);
    const wrong = await rosters.stop();
    return [
      under('longest gap while sockets were cut every 5 s for a minute', gapMs, noGapMs),
      holds('nobody was lost from a list', wrong.length === 0, wrong.join('; ') || 'yes'),
      await admitNewcomer(scene),
    ];
  },
};

/** What must not disturb a call at all, because media does not pass the server. */
export const serverFaults = [serverKilled, socketCut];
