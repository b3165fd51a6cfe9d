import assert from 'node:assert/strict';
import { joinRoom, type Seated } from './test-client';
import { makeEnvelope, makeRoom } from './wire-data';

/** Two people of a room of their own who write to each other and rely on each message being answered and arriving. */
export class SteadyPair {
  #count = 0;
  #isOver = false;
  #talk: Promise<void> = Promise.resolve();

  private constructor(
    private readonly ada: Seated,
    private readonly bob: Seated,
  ) {}

  static async start(origin: string): Promise<SteadyPair> {
    const room = await makeRoom();
    const ada = await joinRoom(origin, room);
    const bob = await joinRoom(origin, room);
    await ada.client.next('participant:joined');
    return new SteadyPair(ada, bob);
  }

  /** One message, the other way at each call; rejects unless it is answered with success and arrives as it was. */
  async exchange(): Promise<void> {
    const [from, to] = this.#count % 2 === 0 ? [this.ada, this.bob] : [this.bob, this.ada];
    const envelope = makeEnvelope();
    const answer = await from.client.request('signal:send', { to: to.participantId, envelope });
    assert.deepEqual(answer, { ok: true, value: {} });
    assert.deepEqual(await to.client.next('signal:received'), { from: from.participantId, envelope });
    this.#count += 1;
  }

  /** Exchanges messages without a pause until `end`. */
  talk(): void {
    this.#talk = (async () => {
      while (!this.#isOver) await this.exchange();
    })();
  }

  /** Rejects unless every message arrived, at least one did, and neither heard that the other was interrupted. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#talk;
    assert.ok(this.#count > 0);
    assert.deepEqual([await this.ada.client.settled(), await this.bob.client.settled()], [[], []]);
    this.ada.client.close();
    this.bob.client.close();
  }
}
