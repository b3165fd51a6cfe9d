import { type CandidatesMessage, limits } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';

/** How long candidates are gathered into one message: most arrive within this of each other. */
const windowMs = 40;

type Candidate = CandidatesMessage['candidates'][number];

/** Collects trickled candidates into few messages (RFC 8838 section 9). Holds them back until `release`. */
export class CandidateBatch {
  #candidates: Candidate[] = [];
  #timer: TimerId | null = null;
  #isHeld = true;
  readonly #clock: Clock;
  readonly #send: (message: Pick<CandidatesMessage, 'candidates'>) => void;

  constructor(clock: Clock, send: (message: Pick<CandidatesMessage, 'candidates'>) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  add(candidate: RTCIceCandidate): void {
    this.#candidates.push({
      candidate: candidate.candidate,
      sdpMid: candidate.sdpMid,
      sdpMLineIndex: candidate.sdpMLineIndex,
      usernameFragment: candidate.usernameFragment,
    });
    this.#arm();
  }

  /** Forgets what waits: a description that is being sent holds it already. */
  clear(): void {
    this.#candidates = [];
    if (this.#timer !== null) this.#clock.clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** From now on candidates go out. */
  release(): void {
    this.#isHeld = false;
    this.#arm();
  }

  #arm(): void {
    if (this.#isHeld || this.#timer !== null || this.#candidates.length === 0) return;
    this.#timer = this.#clock.setTimeout(() => this.#flush(), windowMs);
  }

  #flush(): void {
    this.#timer = null;
    const candidates = this.#candidates;
    this.#candidates = [];
    for (let i = 0; i < candidates.length; i += limits.candidatesPerMessage) {
      this.#send({ candidates: candidates.slice(i, i + limits.candidatesPerMessage) });
    }
  }
}
