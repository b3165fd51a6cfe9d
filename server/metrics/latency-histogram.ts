/** Upper bounds of the buckets, seconds: from what a relay takes at best to what people would notice. */
export const latencyBoundsS = [
  0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1,
] as const;

/** Counts durations by plain integers: noting one costs a few comparisons and allocates nothing. */
export class LatencyHistogram {
  /** How many fell into each bucket alone; the last is for what is beyond all bounds. */
  readonly counts = new Float64Array(latencyBoundsS.length + 1);
  sumS = 0;

  note(durationMs: number): void {
    const durationS = durationMs / 1_000;
    let bucket = 0;
    while (bucket < latencyBoundsS.length && durationS > (latencyBoundsS[bucket] ?? 0)) bucket += 1;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.sumS += durationS;
  }
}
