import type { StepScheduler } from './step-scheduler';

/** One direction of a connection: packets arrive in the order they were sent, when the scheduler says. */
export class FakePipe<T> {
  readonly #scheduler: StepScheduler;
  readonly #onPacket: (packet: T) => void;
  #packets: T[] = [];
  #overdueCount = 0;
  #isHeld = false;
  #isCut = false;

  constructor(scheduler: StepScheduler, onPacket: (packet: T) => void) {
    this.#scheduler = scheduler;
    this.#onPacket = onPacket;
  }

  send(packet: T): void {
    if (this.#isCut) return;
    this.#packets.push(packet);
    this.#scheduler(() => this.#deliver());
  }

  /** Packets wait until `release`, as on a line that has stalled. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    for (; this.#overdueCount > 0; this.#overdueCount--) this.#deliver();
  }

  /** What is on its way is lost, and nothing follows. */
  cut(): void {
    this.#isCut = true;
    this.#packets = [];
  }

  #deliver(): void {
    if (this.#isHeld) {
      this.#overdueCount++;
      return;
    }
    const packet = this.#packets.shift();
    if (packet !== undefined) this.#onPacket(packet);
  }
}
