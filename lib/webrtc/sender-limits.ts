import { createSerialQueue } from '@/lib/store/serial-queue';
import { applyBudget } from './apply-budget';
import type { MediaSections } from './media-sections';
import { requestKeyFrames } from './request-key-frames';
import { soundBudget, startingBudget, type UplinkBudget } from './uplink-budget';

export interface SenderLimitsOptions {
  getSections: () => MediaSections;
  /** The browser has refused something; what was set before stays. */
  onError: (message: string, error: unknown) => void;
}

/**
 * Keeps the senders of a session within its budget, as far as the part of its life allows. One change at a time:
 * parameters may not be set twice from one reading (webrtc-pc 5.2.2). Only the last budget counts.
 */
export class SenderLimits {
  readonly #options: SenderLimitsOptions;
  readonly #queue = createSerialQueue();
  #budget: UplinkBudget | null = null;
  /** What is made of the budget in this part of the session's life. */
  #shape: (budget: UplinkBudget) => UplinkBudget = startingBudget;
  #isQueued = false;
  #isClosed = false;

  constructor(options: SenderLimitsOptions) {
    this.#options = options;
  }

  setBudget(budget: UplinkBudget): void {
    this.#budget = budget;
    this.apply();
  }

  /** Pictures may grow to their full size. */
  grow(): void {
    if (this.#shape === startingBudget) this.#shape = (budget) => budget;
    this.apply();
  }

  /** Another session carries the pictures from now on. */
  retire(): void {
    this.#shape = soundBudget;
    this.apply();
  }

  /** Does so again, as the senders or their tracks have changed. */
  apply(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#run('budget not applied', async () => {
      this.#isQueued = false;
      if (this.#budget) await applyBudget(this.#options.getSections(), this.#shape(this.#budget));
    });
  }

  /** Pictures begin anew at once, for somebody who may have missed what they build upon. */
  requestKeyFrames(): void {
    this.#run('no key frame', () => requestKeyFrames(this.#options.getSections()));
  }

  close(): void {
    this.#isClosed = true;
  }

  #run(failure: string, task: () => Promise<unknown>): void {
    this.#queue
      .run(async () => {
        if (!this.#isClosed) await task();
      })
      .catch((error: unknown) => this.#options.onError(failure, error));
  }
}
