/** The same bytes over a bare channel and as a file, one after the other. */
export interface SpeedRun {
  bytes: number;
  bareMs: number;
  fileMs: number;
}

/** Memory of all processes of the browser while a file travels: both ends are in it. */
export interface MemoryRun {
  bytes: number;
  tookMs: number;
  startBytes: number;
  peakBytes: number;
}

interface Bar {
  what: string;
  value: number;
  limit: number;
}

const mebibyte = 1024 * 1024;
/** What the collectors of four threads leave lying before they run, whatever the size of the file. */
const garbageMegabytes = 128;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const round = (value: number) => (Number.isNaN(value) ? '-' : value.toFixed(value < 10 ? 2 : 0));
const perSecond = (bytes: number, ms: number) => bytes / mebibyte / (ms / 1_000);
const growth = ({ startBytes, peakBytes }: MemoryRun) => (peakBytes - startBytes) / mebibyte;

/** Every promise that is held to a number, with the number. */
export function barsOf(speed: readonly SpeedRun[], memory: readonly MemoryRun[]): Bar[] {
  const sorted = [...memory].sort((a, b) => a.bytes - b.bytes);
  const [smallest] = sorted;
  const largest = sorted.at(-1);
  const bars: Bar[] = [];
  if (speed.length > 0) {
    // Of each file to the bare channel right before it: what else the machine does hits both.
    const value = median(speed.map(({ fileMs, bareMs }) => fileMs / bareMs));
    bars.push({ what: 'time of a file: ratio to a bare data channel', value, limit: 1 / 0.85 });
  }
  if (smallest && largest && smallest !== largest) {
    const what = `memory at the peak of ${round(largest.bytes / mebibyte)} MiB over that of ${round(smallest.bytes / mebibyte)} MiB, MiB`;
    bars.push({ what, value: Math.max(0, growth(largest) - growth(smallest)), limit: garbageMegabytes });
  }
  return bars;
}

export function isMet({ value, limit }: Bar): boolean {
  return value <= limit;
}

/** Tables in Markdown: medians, then the bars. */
export function renderReport(speed: readonly SpeedRun[], memory: readonly MemoryRun[]): string {
  const medianOf = (key: 'bareMs' | 'fileMs') => median(speed.map((run) => perSecond(run.bytes, run[key])));
  return [
    '| way | MiB/s | runs |',
    '| --- | --- | --- |',
    `| bare data channel | ${round(medianOf('bareMs'))} | ${speed.length} |`,
    `| file, checked and on disk | ${round(medianOf('fileMs'))} | ${speed.length} |`,
    '',
    '| file | took | MiB/s | memory before | at the peak | growth |',
    '| --- | --- | --- | --- | --- | --- |',
    ...memory.map((run) => {
      const columns = [
        `${round(run.bytes / mebibyte)} MiB`,
        `${round(run.tookMs / 1_000)} s`,
        round(perSecond(run.bytes, run.tookMs)),
        `${round(run.startBytes / mebibyte)} MiB`,
        `${round(run.peakBytes / mebibyte)} MiB`,
        `${round(growth(run))} MiB`,
      ];
      return `| ${columns.join(' | ')} |`;
    }),
    '',
    '| bar | what | measured | limit |',
    '| --- | --- | --- | --- |',
    ...barsOf(speed, memory).map(
      (bar) =>
        `| ${isMet(bar) ? 'met' : 'MISSED'} | ${bar.what} | ${round(bar.value)} | ${round(bar.limit)} |`,
    ),
  ].join('\n');
}
