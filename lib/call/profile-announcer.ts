import type { Envelope, Profile } from '@/lib/protocol';
import type { Clock, TimerId } from '@/lib/store/clock';
import { createSerialQueue } from '@/lib/store/serial-queue';

/** After a refusal the profile is sent again this much later. */
const retryMs = 1_000;

export interface ProfileAnnouncerOptions {
  getProfile: () => Profile;
  seal: (profile: Profile) => Promise<Envelope>;
  /** Resolves to whether the server took it. */
  send: (profile: Envelope) => Promise<boolean>;
  clock: Clock;
}

/** Tells the others who we are and what we send, whenever that changes; quick changes are told as one. */
export class ProfileAnnouncer {
  readonly #options: ProfileAnnouncerOptions;
  readonly #queue = createSerialQueue();
  #announced = '';
  #isOn = false;
  #retryTimer: TimerId | null = null;

  constructor(options: ProfileAnnouncerOptions) {
    this.#options = options;
  }

  /** The sealed profile of this moment, for a join. From then on changes are announced, if there are any. */
  async sealForJoin(): Promise<Envelope> {
    const profile = this.#options.getProfile();
    this.#announced = JSON.stringify(profile);
    this.#isOn = true;
    return this.#options.seal(profile);
  }

  /** Something may have changed. */
  check(): void {
    this.#queue.run(() => this.#announce()).catch(() => this.#retry());
  }

  /** The seat is lost or given up: nothing is announced until the next join. */
  pause(): void {
    this.#isOn = false;
    if (this.#retryTimer !== null) this.#options.clock.clearTimeout(this.#retryTimer);
    this.#retryTimer = null;
  }

  async #announce(): Promise<void> {
    const profile = this.#options.getProfile();
    const text = JSON.stringify(profile);
    if (!this.#isOn || text === this.#announced) return;
    const isTaken = await this.#options.send(await this.#options.seal(profile));
    if (isTaken) this.#announced = text;
    else this.#retry();
  }

  #retry(): void {
    if (!this.#isOn || this.#retryTimer !== null) return;
    this.#retryTimer = this.#options.clock.setTimeout(() => {
      this.#retryTimer = null;
      this.check();
    }, retryMs);
  }
}
