import { expect } from 'vitest';
import { joinRoom, type Seated } from './test-client';
import { makeEnvelope, makeRoom } from './wire-data';

/** Two people of a room of their own who write to each other without a pause, each message once the last is answered. */
export class SteadyPair {
  #isOver = false;
  readonly #talk: Promise<number>;

  private constructor(
    private readonly ada: Seated,
    private readonly bob: Seated,
  ) {
    this.#talk = this.#relay();
  }

  static async start(origin: string): Promise<SteadyPair> {
    const room = await makeRoom();
    const ada = await joinRoom(origin, room);
    const bob = await joinRoom(origin, room);
    await ada.client.next('participant:joined');
    return new SteadyPair(ada, bob);
  }

  /** Every message was answered with success and arrived; nobody was interrupted, and there was some talk at all. */
  async expectUnharmed(): Promise<void> {
    this.#isOver = true;
    expect(await this.#talk).toBeGreaterThan(0);
    expect([await this.ada.client.settled(), await this.bob.client.settled()]).toEqual([[], []]);
    this.ada.client.close();
    this.bob.client.close();
  }

  async #relay(): Promise<number> {
    let count = 0;
    for (; !this.#isOver; count++) {
      const [from, to] = count % 2 === 0 ? [this.ada, this.bob] : [this.bob, this.ada];
      const envelope = makeEnvelope();
      const answer = await from.client.request('signal:send', { to: to.participantId, envelope });
      expect(answer).toEqual({ ok: true, value: {} });
      expect(await to.client.next('signal:received')).toEqual({ from: from.participantId, envelope });
    }
    return count;
  }
}
