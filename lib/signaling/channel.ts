import type {
  ClientEventName,
  ClientPayload,
  ClientReply,
  Result,
  ServerEventName,
  ServerPayload,
  WireErrorCode,
} from '@/lib/protocol';
import type { Unsubscribe } from '@/lib/store/store';

/** `connecting` until the first connection; `offline` after one was lost and while it is being regained. */
export type ChannelState = 'connecting' | 'online' | 'offline' | 'closed';

/** The typed wire to the server. The engine knows this and nothing of Socket.io. */
export interface Channel {
  readonly state: ChannelState;
  /** How long the server's last answer took, in ms; 0 before the first, and where there is no server. */
  readonly roundTripMs: number;
  /**
   * Sends a request and resolves with the server's answer; never rejects. `server-unreachable` when the
   * connection is down, is lost before the answer, or the answer takes too long. Nothing is buffered for later:
   * the engine decides what is still worth saying after a reconnect. When no answer comes in time, which is
   * `timeoutMs` where given, the connection counts as dead and is made anew.
   */
  request<E extends ClientEventName>(
    event: E,
    payload: ClientPayload<E>,
    options?: { timeoutMs?: number },
  ): Promise<Result<ClientReply<E>, WireErrorCode | 'server-unreachable'>>;
  /** Listens to announcements that passed their schema; others are dropped and counted. */
  on<E extends ServerEventName>(event: E, listener: (payload: ServerPayload<E>) => void): Unsubscribe;
  onStateChange(listener: (state: ChannelState) => void): Unsubscribe;
  /**
   * Connects, and goes on connecting until `close`. `watch`: what each connection is opened with where that spares a
   * round trip (PROTOCOL J9): asked for as the connection's first request, it has its answer already or soon.
   */
  connect(watch?: ClientPayload<'room:watch'>): void;
  /** While `offline`: tries now, and not after the usual pause, which keeps a crowd from coming back all at once. */
  hurry(): void;
  /** Ends the connection for good. */
  close(): void;
}
