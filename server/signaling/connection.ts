import type { ParticipantId, RoomId } from '@/lib/protocol';
import type { AddressShare } from '../limits/address-limits';
import { TokenBucket } from '../limits/token-bucket';

/** Who a connection is, once it has watched. Computed by the server from what only that person knows (R2, R3). */
export interface Membership {
  readonly roomId: RoomId;
  readonly participantId: ParticipantId;
  readonly epoch: string;
}

/** How many times its burst a connection may be refused before it is closed (S5). */
const patience = 4;

/** The server's side of one Socket.io connection. */
export class Connection {
  membership: Membership | null = null;
  isSeated = false;
  readonly #messages: TokenBucket;
  /** Made at the first refusal: hardly any connection needs one. */
  #refusals: TokenBucket | null = null;
  #lastTurn: Promise<void> | null = null;
  #isConnected = false;

  constructor(
    readonly address: string,
    private readonly share: AddressShare,
    private readonly messagesPerS: number,
    private readonly burst: number,
    nowMs: number,
  ) {
    this.#messages = new TokenBucket(burst, messagesPerS, nowMs);
  }

  /** Takes the one Socket.io connection that there may be; `false` for any further one. */
  connect(): boolean {
    if (this.#isConnected) return false;
    this.#isConnected = true;
    return true;
  }

  /** Counts a message: `refused` when the connection or its address is over the limit, `flooding` when it goes on regardless. */
  count(nowMs: number): 'accepted' | 'refused' | 'flooding' {
    if (this.#messages.take(nowMs) && this.share.messages.take(nowMs)) return 'accepted';
    this.#refusals ??= new TokenBucket(this.burst * patience, this.messagesPerS, nowMs);
    return this.#refusals.take(nowMs) ? 'refused' : 'flooding';
  }

  /**
   * Runs the tasks of one connection in the order they came, each when the one before has settled: at once, in this
   * very call, when none is under way. A task must not reject.
   */
  inTurn(task: () => Promise<void> | undefined): void {
    const turn = this.#lastTurn === null ? task() : this.#lastTurn.then(task);
    if (turn === undefined) return;
    const settled = turn.then(() => {
      if (this.#lastTurn === settled) this.#lastTurn = null;
    });
    this.#lastTurn = settled;
  }
}
