import type { Clock } from '@/lib/store/clock';
import type { SeededRandom } from './seeded-random';

/** How a fake lets its asynchronous work finish: each step runs once, later, when the scheduler says. */
export type StepScheduler = (step: () => void) => void;

/** Everything finishes as soon as promises settle, in the order in which it began. */
export const microtaskScheduler: StepScheduler = (step) => queueMicrotask(step);

/** Each step takes up to `maxDelayMs`, drawn from the seed, so that steps of different origin interleave. */
export function createSeededScheduler(clock: Clock, random: SeededRandom, maxDelayMs: number): StepScheduler {
  return (step) => {
    clock.setTimeout(step, random.below(maxDelayMs + 1));
  };
}
