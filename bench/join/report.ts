import type { JoinSample } from './measure-join';
import type { LoadSample } from './measure-load';

/** Of an odd number of samples, the middle one; of an even number, the upper of the two. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Interleaved samples of one situation, by site. */
export interface JoinCase {
  delayMs: number;
  people: number;
  floor: JoinSample[];
  parley: JoinSample[];
}

export interface LoadCase {
  floor: LoadSample[];
  parley: LoadSample[];
}

interface Bar {
  what: string;
  value: number;
  limit: number;
}

/** What a machine that is too slow has said twice (PROTOCOL N4) is not what a join takes. */
const leastSettled = ({ parley }: JoinCase) => Math.min(...parley.map((sample) => sample.messagesSettled));

/** Messages of each person beyond the second: as many however many there are, unless they grow faster than people. */
function growthBars(joins: readonly JoinCase[], pair: JoinCase): Bar[] {
  return joins
    .filter(({ delayMs, people, parley }) => delayMs === pair.delayMs && people > 2 && parley.length > 0)
    .map((many) => ({
      what: `messages of each further person, ${many.people} people, ${many.delayMs} ms each way`,
      value: (leastSettled(many) - leastSettled(pair)) / (many.people - 2),
      limit: 10,
    }));
}

const round = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(value < 10 ? 2 : 0));

function barsOfPair({ delayMs, floor, parley }: JoinCase): Bar[] {
  return [
    {
      what: `join, ${delayMs} ms each way: ratio to the floor`,
      value: median(parley.map(({ joinerMs }) => joinerMs)) / median(floor.map(({ joinerMs }) => joinerMs)),
      limit: 1.5,
    },
    {
      what: `messages of a join of two, ${delayMs} ms each way`,
      value: Math.max(...parley.map(({ messages }) => messages)),
      limit: 10,
    },
  ];
}

/** Every promise that is held to a number, with the number. */
export function barsOf(joins: readonly JoinCase[], load: LoadCase): Bar[] {
  const pairs = joins.filter(({ people, parley }) => people === 2 && parley.length > 0);
  const bars = pairs.flatMap((pair) => barsOfPair(pair).concat(growthBars(joins, pair)));
  if (load.parley.length === 0) return bars;
  return [
    ...bars,
    {
      what: 'script on the wire until the lobby is usable, kB',
      value: median(load.parley.map(({ scriptWireBytes }) => scriptWireBytes)) / 1000,
      limit: 160,
    },
    {
      what: 'first contentful paint: ratio to the floor',
      value:
        median(load.parley.map(({ paintMs }) => paintMs)) / median(load.floor.map(({ paintMs }) => paintMs)),
      limit: 2,
    },
  ];
}

export function isMet({ value, limit }: Bar): boolean {
  return value <= limit;
}

function joinRows({ delayMs, people, floor, parley }: JoinCase): string[] {
  return Object.entries({ floor, parley })
    .filter(([, samples]) => samples.length > 0)
    .map(([site, samples]) => {
      const of = (key: keyof JoinSample) => round(median(samples.map((sample) => sample[key])));
      const columns = [
        `${delayMs} ms`,
        people,
        site,
        of('joinerMs'),
        of('joinerAllMs'),
        of('residentMs'),
        of('messages'),
        of('roundTrips'),
        of('messagesSettled'),
        samples.length,
      ];
      return `| ${columns.join(' | ')} |`;
    });
}

/** Tables in Markdown: medians, then the bars. */
export function renderReport(joins: readonly JoinCase[], load: LoadCase): string {
  const loads = Object.entries(load)
    .filter(([, samples]) => samples.length > 0)
    .map(([site, samples]: [string, LoadSample[]]) => {
      const of = (key: keyof LoadSample) => median(samples.map((sample) => sample[key]));
      const kilobytes = (key: keyof LoadSample) => `${round(of(key) / 1000)} kB`;
      return `| ${site} | ${round(of('paintMs'))} ms | ${kilobytes('scriptWireBytes')} | ${kilobytes('scriptGzipBytes')} |`;
    });
  const bars = barsOf(joins, load).map(
    (bar) => `| ${isMet(bar) ? 'met' : 'MISSED'} | ${bar.what} | ${round(bar.value)} | ${bar.limit} |`,
  );
  return [
    '| each way | people | site | joiner sees the first, ms | sees all | resident sees, ms | messages | round trips | settled | runs |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...joins.flatMap(joinRows),
    '',
    '| site | first contentful paint | script on the wire | gzipped |',
    '| --- | --- | --- | --- |',
    ...loads,
    '',
    '| bar | what | measured | limit |',
    '| --- | --- | --- | --- |',
    ...bars,
  ].join('\n');
}
