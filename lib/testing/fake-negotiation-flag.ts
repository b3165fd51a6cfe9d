import type { FakeOperationsChain } from './fake-operations-chain';
import type { StepScheduler } from './step-scheduler';

interface FakeNegotiationFlagOptions {
  chain: FakeOperationsChain;
  scheduler: StepScheduler;
  getState: () => RTCSignalingState;
  /** "Check if negotiation is needed". */
  check: () => boolean;
  onNeeded: () => void;
}

/** The negotiation-needed flag (webrtc-pc 4.7.3): heard of once, in a stable state, with nothing under way. */
export class FakeNegotiationFlag {
  #isSet = false;
  #isUpdateDue = false;
  readonly #options: FakeNegotiationFlagOptions;

  constructor(options: FakeNegotiationFlagOptions) {
    this.#options = options;
  }

  update(): void {
    if (!this.#options.chain.isEmpty) this.#isUpdateDue = true;
    else this.#options.scheduler(() => this.#updateNow());
  }

  /** A stable state was reached: what is still needed is said again. */
  clear(): void {
    this.#isSet = false;
    this.update();
  }

  onChainEmpty(): void {
    if (!this.#isUpdateDue) return;
    this.#isUpdateDue = false;
    this.update();
  }

  #updateNow(): void {
    const { chain, getState, check, onNeeded } = this.#options;
    if (getState() === 'closed') return;
    if (!chain.isEmpty) {
      this.#isUpdateDue = true;
      return;
    }
    if (getState() !== 'stable') return;
    const wasSet = this.#isSet;
    this.#isSet = check();
    if (this.#isSet && !wasSet) onNeeded();
  }
}
