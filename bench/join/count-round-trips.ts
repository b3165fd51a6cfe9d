/** A Socket.io packet as it passed a page. */
export interface Packet {
  /** Which of the pages. */
  page: number;
  isSent: boolean;
  /** Since the epoch. */
  atMs: number;
}

/** Timers of the proxy that delays may fire so much early, on each of the two ways. */
const earlyMs = 1;

/**
 * How many times one thing after another went to the server and came back, at most: the longest chain in which a page
 * sends something, a page (the same or another) receives something no sooner than `2 * delayMs` later, that page sends
 * something afterwards, and so on. What a packet was caused by is not to be seen from outside, only what it may have
 * been: so this is the most that there can have been. The longer the way, the less is taken for a cause that was none.
 */
export function countRoundTrips(packets: readonly Packet[], delayMs: number): number {
  const wayMs = Math.max(0, 2 * (delayMs - earlyMs));
  /** Sent packets, and how many round trips each of them may have waited for. */
  const sent: { atMs: number; before: number }[] = [];
  const reachedBy = new Map<number, number>();
  for (const { page, isSent, atMs } of packets.toSorted((a, b) => a.atMs - b.atMs)) {
    const reached = reachedBy.get(page) ?? 0;
    if (isSent) sent.push({ atMs, before: reached });
    else {
      const causes = sent.filter((cause) => atMs - cause.atMs >= wayMs).map(({ before }) => before + 1);
      reachedBy.set(page, Math.max(reached, ...causes));
    }
  }
  return Math.max(0, ...reachedBy.values());
}
