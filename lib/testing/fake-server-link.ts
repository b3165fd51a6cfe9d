import type { FakeChannel } from './fake-channel';

/** One person's way to the server, for as many channels as they open one after another. */
export class FakeServerLink {
  #isUp = true;
  #isHeld = false;
  #serverNoticesAfterMs = 0;
  readonly #channels = new Set<FakeChannel>();

  get isUp(): boolean {
    return this.#isUp;
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** How long the server takes a connection that was cut for a living one. */
  get serverNoticesAfterMs(): number {
    return this.#serverNoticesAfterMs;
  }

  add(channel: FakeChannel): void {
    this.#channels.add(channel);
  }

  remove(channel: FakeChannel): void {
    this.#channels.delete(channel);
  }

  /** The person's network is gone. Packets on their way are lost; the person's side knows at once. */
  cut({ serverNoticesAfterMs = 0 }: { serverNoticesAfterMs?: number } = {}): void {
    this.#isUp = false;
    this.#serverNoticesAfterMs = serverNoticesAfterMs;
    for (const channel of [...this.#channels]) channel.loseConnection();
  }

  /** The network is back; channels find it by themselves. */
  restore(): void {
    this.#isUp = true;
    this.#serverNoticesAfterMs = 0;
  }

  /** Nothing gets through, and nobody knows. */
  hold(): void {
    this.#isHeld = true;
    for (const channel of this.#channels) channel.setHeld(true);
  }

  release(): void {
    this.#isHeld = false;
    for (const channel of [...this.#channels]) channel.setHeld(false);
  }
}
