import type { FakeNetwork } from './fake-network';
import type { FakeSignaling } from './fake-signaling';

type CandidateFields = Pick<
  RTCIceCandidate,
  'candidate' | 'sdpMid' | 'sdpMLineIndex' | 'usernameFragment'
> | null;

/**
 * Gathers three candidates for each ICE generation, then says that these were all: a candidate `''` and, as browsers
 * still do, a `null` (webrtc-pc 4.4.1.6). A generation that was rolled back or replaced gathers no further.
 */
export class FakeGatherer {
  state: RTCIceGatheringState = 'new';
  #isClosed = false;
  readonly #begun = new Set<string>();
  readonly #network: FakeNetwork;
  readonly #signaling: FakeSignaling;
  readonly #onCandidate: (candidate: CandidateFields) => void;

  constructor(
    network: FakeNetwork,
    signaling: FakeSignaling,
    onCandidate: (candidate: CandidateFields) => void,
  ) {
    this.#network = network;
    this.#signaling = signaling;
    this.#onCandidate = onCandidate;
  }

  /** Begins with the generation of the newest local description, unless it has begun already. */
  gather(): void {
    const description = this.#signaling.pendingLocal ?? this.#signaling.currentLocal;
    const usernameFragment = description?.sdp.usernameFragment;
    if (!usernameFragment || this.#begun.has(usernameFragment)) return;
    this.#begun.add(usernameFragment);
    this.state = 'gathering';
    this.#continue(usernameFragment, [
      this.#createCandidate(),
      this.#createCandidate(),
      this.#createCandidate(),
      '',
    ]);
  }

  close(): void {
    this.#isClosed = true;
  }

  #continue(usernameFragment: string, [candidate, ...others]: string[]): void {
    this.#network.scheduler(() => {
      if (this.#isClosed) return;
      if (candidate === undefined) {
        this.state = 'complete';
        this.#onCandidate(null);
      } else if (this.#surface(usernameFragment, candidate)) {
        this.#continue(usernameFragment, others);
      }
    });
  }

  /** Puts a candidate into the descriptions of its generation and says so. `false`: the generation is gone. */
  #surface(usernameFragment: string, candidate: string): boolean {
    let sdpMid: string | null = null;
    let isFound = false;
    for (const description of [this.#signaling.currentLocal, this.#signaling.pendingLocal]) {
      if (description?.sdp.usernameFragment !== usernameFragment) continue;
      if (candidate === '') description.sdp.isEndOfCandidates = true;
      else description.sdp.candidates = [...description.sdp.candidates, candidate];
      sdpMid = description.sdp.sections[0]?.mid ?? null;
      isFound = true;
    }
    if (isFound) this.#onCandidate({ candidate, sdpMid, sdpMLineIndex: 0, usernameFragment });
    return isFound;
  }

  #createCandidate(): string {
    return `candidate:1 1 udp 2113937151 192.0.2.1 ${10_000 + this.#network.nextNumber()} typ host`;
  }
}
