import type { ServerName } from './load';

/** What the ratio of ours to the floor, or our own figure (`own`), must reach or keep to. */
export interface Bar {
  atLeast?: number;
  atMost?: number;
  of?: 'ratio' | 'own';
}

export interface Row {
  metric: string;
  parley: number;
  floor: number;
  ratio: number;
  bar: string;
  /** `null` for what is shown without a bar. */
  isMet: boolean | null;
  samples: Record<ServerName, number[]>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** Medians, and the median of the ratios within each turn. */
export function toRow(
  metric: string,
  samples: Record<ServerName, number[]>,
  { atLeast, atMost, of = 'ratio' }: Bar = {},
): Row {
  const ratio = median(samples.parley.map((value, turn) => value / (samples.bare[turn] ?? Number.NaN)));
  const parley = median(samples.parley);
  const judged = of === 'ratio' ? ratio : parley;
  const what = of === 'ratio' ? '' : 'parley ';
  const [bar, isMet] =
    atLeast !== undefined
      ? [`${what}≥ ${atLeast}`, judged >= atLeast]
      : atMost !== undefined
        ? [`${what}≤ ${atMost}`, judged <= atMost]
        : ['', null];
  return { metric, parley, floor: median(samples.bare), ratio, bar, isMet, samples };
}

function format(value: number): string {
  if (Number.isNaN(value)) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}

/** The rows as `console.table` shows them. */
export function toTable(rows: readonly Row[]) {
  return Object.fromEntries(
    rows.map(({ metric, parley, floor, ratio, bar, isMet }) => [
      metric,
      {
        parley: format(parley),
        floor: format(floor),
        ratio: format(ratio),
        bar,
        result: isMet === null ? '' : isMet ? 'pass' : 'FAIL',
      },
    ]),
  );
}
