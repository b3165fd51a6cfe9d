/** Smallest and largest number of bytes that may be on their way. */
const minBytes = 8 * 1024;
const maxBytes = 8 * 1024 * 1024;
const startBytes = 64 * 1024;
/** How much later than at best bytes may arrive because of us: what waits in queues delays voices too. */
const targetDelayMs = 80;
/** The best is the best of about this long. */
const memoryMs = 60_000;

interface Span {
  beganMs: number;
  bestMs: number;
}

/**
 * How many bytes may be on their way: as many as a path takes without a queue that the call would hear. Watches how
 * long bytes take to be acknowledged; when they take longer than at best, the queue on the path is ours, and fewer are
 * sent (LEDBAT, RFC 6817, with a slow start). So files take what the call leaves.
 */
export class PacingWindow {
  #bytes = startBytes;
  #isStarting = true;
  #spans: Span[] = [];
  #shrunkMs = Number.NEGATIVE_INFINITY;

  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes were acknowledged this long after they were sent. `isFull`: as many were on their way as may be. */
  onAck({
    bytes,
    tookMs,
    isFull,
    nowMs,
  }: {
    bytes: number;
    tookMs: number;
    isFull: boolean;
    nowMs: number;
  }): void {
    const queuedMs = tookMs - this.#best(tookMs, nowMs);
    if (queuedMs > targetDelayMs) {
      this.#isStarting = false;
      // Once for each round trip: what is on its way already does not know better.
      if (nowMs - this.#shrunkMs >= tookMs) {
        this.#shrunkMs = nowMs;
        this.#resize(this.#bytes * Math.max(0.7, targetDelayMs / queuedMs));
      }
      return;
    }
    // A window that is not used up says nothing about whether a larger one would fit.
    if (!isFull) return;
    if (this.#isStarting && queuedMs < targetDelayMs / 2) this.#resize(this.#bytes + bytes);
    else {
      this.#isStarting = false;
      const share = (targetDelayMs - queuedMs) / targetDelayMs;
      this.#resize(this.#bytes + share * bytes * Math.max(0.25, (64 * 1024) / this.#bytes));
    }
  }

  /** The call suffers although the path seems idle to us: gives way. */
  yieldToCall(): void {
    this.#isStarting = false;
    this.#resize(this.#bytes / 2);
  }

  #resize(bytes: number): void {
    this.#bytes = Math.min(maxBytes, Math.max(minBytes, Math.round(bytes)));
  }

  #best(tookMs: number, nowMs: number): number {
    const last = this.#spans.at(-1);
    if (last && nowMs - last.beganMs < memoryMs / 6) last.bestMs = Math.min(last.bestMs, tookMs);
    else {
      this.#spans.push({ beganMs: nowMs, bestMs: tookMs });
      this.#spans = this.#spans.filter(({ beganMs }) => nowMs - beganMs < memoryMs);
    }
    return Math.min(...this.#spans.map(({ bestMs }) => bestMs));
  }
}
