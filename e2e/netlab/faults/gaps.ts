import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../../fixtures/person';
import { framesOf } from '../frame-log';

/** A picture that is steady shows a frame at least this often, on a busy machine too. */
const steadyGapMs = 700;
const steadyForMs = 2_000;
const pollMs = 250;

/** Everyone of `people` with everyone else: who looks, and at whom. */
function sights(people: readonly Person[]): { viewer: Person; seen: Person }[] {
  return people.flatMap((viewer) =>
    people.filter((seen) => seen !== viewer).map((seen) => ({ viewer, seen })),
  );
}

/** The longest time without a new frame between two moments, ms. */
function longestGapMs(framesMs: readonly number[], fromMs: number, toMs: number): number {
  const within = framesMs.filter((ms) => ms > fromMs && ms < toMs);
  const marks = [fromMs, ...within, toMs];
  return Math.max(...marks.slice(1).map((ms, index) => ms - (marks[index] ?? ms)));
}

/** The longest gap between rendered frames since a moment, in whichever picture it was longest, ms. */
export async function worstGapMs(people: readonly Person[], fromMs: number): Promise<number> {
  const toMs = Date.now();
  const gaps = sights(people).map(async ({ viewer, seen }) =>
    longestGapMs(await framesOf(viewer.page, seen.name), fromMs, toMs),
  );
  return Math.max(...(await Promise.all(gaps)));
}

/** How long after a moment the last of the pictures showed a new frame, ms; `Infinity` when one has not. */
export async function allMovingAfterMs(people: readonly Person[], fromMs: number): Promise<number> {
  const firsts = sights(people).map(async ({ viewer, seen }) => {
    const frames = await framesOf(viewer.page, seen.name);
    return (frames.find((ms) => ms > fromMs) ?? Number.POSITIVE_INFINITY) - fromMs;
  });
  return Math.max(...(await Promise.all(firsts)));
}

/**
 * Resolves once every picture has been steady for two seconds, `atLeastMs` from now at the earliest and `atMostMs`
 * at the latest, steady or not.
 */
export async function watchUntilSteady(
  people: readonly Person[],
  atLeastMs: number,
  atMostMs = 30_000,
): Promise<void> {
  const startMs = Date.now();
  while (Date.now() - startMs < atMostMs) {
    await delay(pollMs);
    if (Date.now() - startMs < atLeastMs) continue;
    if ((await worstGapMs(people, Date.now() - steadyForMs)) < steadyGapMs) return;
  }
}
