import type { Turn } from './fleet';

/** Finds a quantile of a turn's latencies. */
export function quantile(q: number): (turn: Turn) => number {
  return ({ latenciesMs }) => latenciesMs[Math.floor(latenciesMs.length * q)] ?? Number.NaN;
}
