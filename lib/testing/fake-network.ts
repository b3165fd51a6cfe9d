import type { Clock } from '@/lib/store/clock';
import type { FakeChannelData } from './fake-data-channel';
import type { FakeIceAgent } from './fake-ice-agent';
import { microtaskScheduler, type StepScheduler } from './step-scheduler';

export interface FakeNetworkOptions {
  clock: Clock;
  /** When asynchronous work of the peer connections finishes; by default as soon as promises settle. */
  scheduler?: StepScheduler;
}

interface Underway {
  data: FakeChannelData;
  /** It has left the channel's buffer. */
  onGone: () => void;
}

/**
 * Where fake peer connections find each other: two are connected when each one's credentials are the other one's
 * remote credentials and both know a candidate. Nobody has to say who belongs to whom.
 */
export class FakeNetwork {
  readonly clock: Clock;
  readonly scheduler: StepScheduler;
  /** Whether the selected candidates are relayed ones, as `getStats` tells. */
  isRelayed = false;
  #isReachable = true;
  #lastNumber = 0;
  readonly #agents = new Set<FakeIceAgent>();
  /** What each end has sent on each channel and has not arrived yet. */
  readonly #underway = new WeakMap<FakeIceAgent, Map<number, Underway[]>>();
  readonly #deadGenerations = new Set<string>();

  constructor({ clock, scheduler = microtaskScheduler }: FakeNetworkOptions) {
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** A number that no other caller gets: for credentials, candidates and names. */
  nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  add(agent: FakeIceAgent): void {
    this.#agents.add(agent);
  }

  remove(agent: FakeIceAgent): void {
    this.#agents.delete(agent);
    this.check();
  }

  /** Without reach no path works, old or new. */
  setReachable(isReachable: boolean): void {
    this.#isReachable = isReachable;
    this.check();
  }

  /** Ends all present paths for good, as a change of address does: only an ICE restart finds others. */
  breakPaths(): void {
    for (const { pair } of this.#agents) if (pair) this.#deadGenerations.add(pair.local);
    this.check();
  }

  hasPath(agent: FakeIceAgent): boolean {
    const { pair } = agent;
    if (!this.#isReachable || !pair || !agent.hasRemoteCandidate || this.#isDead(agent)) return false;
    return [...this.#agents].some(
      (other) =>
        other !== agent &&
        other.pair?.local === pair.remote &&
        other.pair.remote === pair.local &&
        other.hasRemoteCandidate &&
        !this.#isDead(other),
    );
  }

  /** Brings data to the other end of the path, later but in order; it is lost where there is no path. */
  deliver(from: FakeIceAgent, channelId: number, data: FakeChannelData, onGone: () => void): void {
    const queues = this.#underway.get(from) ?? new Map<number, Underway[]>();
    this.#underway.set(from, queues);
    const queue = queues.get(channelId) ?? [];
    queues.set(channelId, queue);
    queue.push({ data, onGone });
    this.scheduler(() => {
      const next = queue.shift();
      if (!next) return;
      next.onGone();
      const { livePair } = from;
      if (!this.#isReachable || !livePair || this.#deadGenerations.has(livePair.local)) return;
      const to = [...this.#agents].find(
        (other) => other.livePair?.local === livePair.remote && other.livePair.remote === livePair.local,
      );
      to?.receive(channelId, next.data);
    });
  }

  check(): void {
    for (const agent of [...this.#agents]) agent.check();
  }

  #isDead({ pair }: FakeIceAgent): boolean {
    return pair !== null && this.#deadGenerations.has(pair.local);
  }
}
