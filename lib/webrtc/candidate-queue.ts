/** Most candidates kept while their description is awaited; a hostile peer can make us keep no more. */
const capacity = 200;

/**
 * Holds remote candidates until their description is there (webrtc-pc 4.4.1.6) and drops those of another ICE
 * generation (RFC 8838 section 8; PROTOCOL N5).
 */
export class CandidateQueue {
  #waiting: RTCIceCandidateInit[] = [];
  readonly #peerConnection: RTCPeerConnection;
  readonly #onRefused: (error: unknown) => void;

  /** `onRefused` hears of candidates that the browser does not take; the others are not affected. */
  constructor(peerConnection: RTCPeerConnection, onRefused: (error: unknown) => void) {
    this.#peerConnection = peerConnection;
    this.#onRefused = onRefused;
  }

  /** Adds candidates now if their description is set, or keeps them for `flush`. */
  async add(candidates: readonly RTCIceCandidateInit[]): Promise<void> {
    const [ours, others] = partition(candidates, (candidate) => this.#belongsToRemoteDescription(candidate));
    this.#waiting = [...this.#waiting, ...others].slice(0, capacity);
    await this.#addNow(ours);
  }

  /** Called after each remote description: adds what waited for it and forgets the rest. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    await this.#addNow(waiting.filter((candidate) => this.#belongsToRemoteDescription(candidate)));
  }

  /**
   * Relays first: one that is not known yet, but heard of, counts more than a direct path (PROTOCOL N5). All at once: the
   * browser takes them in this order, and a page that is busy would have it wait for each.
   */
  async #addNow(candidates: readonly RTCIceCandidateInit[]): Promise<void> {
    const sorted = candidates.toSorted((one, other) => priorityOf(one) - priorityOf(other));
    const added = await Promise.allSettled(
      sorted.map((candidate) => this.#peerConnection.addIceCandidate(candidate)),
    );
    for (const result of added) if (result.status === 'rejected') this.#onRefused(result.reason);
  }

  #belongsToRemoteDescription(candidate: RTCIceCandidateInit): boolean {
    const description = this.#peerConnection.remoteDescription;
    if (!description) return false;
    const { usernameFragment } = candidate;
    return !usernameFragment || description.sdp.includes(`a=ice-ufrag:${usernameFragment}\r\n`);
  }
}

/** The fourth field of a candidate (RFC 8839 section 5.1); the end of candidates comes after all of them. */
function priorityOf({ candidate }: RTCIceCandidateInit): number {
  return candidate ? Number(candidate.split(' ')[3]) : Number.POSITIVE_INFINITY;
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
