import type { ClientEventName, ClientPayload, ClientReply, Result } from '@/lib/protocol';
import type { Membership } from './connection';
import type { SignalingContext, SignalingSocket } from './context';

/** How far a connection must have come for a request (J1, S3). */
export type Stage = 'connected' | 'watching' | 'seated';

/** Who asks. `member` is there from `watching` on. */
export interface Caller<S extends Stage> {
  context: SignalingContext;
  socket: SignalingSocket;
  member: S extends 'connected' ? null : Membership;
}

type Reply<E extends ClientEventName> = Result<ClientReply<E>>;

/**
 * What a handler resolves with. A function is called in the very moment of answering, so that what it lists agrees
 * with what was announced before the answer and what will be after it.
 */
export type Settled<T> = T | (() => T);

/** The server's side of one request: typed data in, the acknowledgement out. */
export interface Handler<E extends ClientEventName = ClientEventName, S extends Stage = Stage> {
  event: E;
  stage: S;
  handle(caller: Caller<S>, payload: ClientPayload<E>): Reply<E> | Promise<Settled<Reply<E>>>;
}

/** Ties a handler's types together. */
export function defineHandler<E extends ClientEventName, S extends Stage>(
  event: E,
  stage: S,
  handle: Handler<E, S>['handle'],
): Handler<E, S> {
  return { event, stage, handle };
}
