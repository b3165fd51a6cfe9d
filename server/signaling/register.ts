import * as v from 'valibot';
import {
  type ClientReply,
  fail,
  protocolVersion,
  type Result,
  type WireErrorCode,
  watchAnswerEvent,
} from '@/lib/protocol';
import { StoreUnavailable } from '../rooms/store-unavailable';
import type { SignalingContext, SignalingSocket } from './context';
import type { Settled, Stage } from './handler';
import { routes } from './routes';

type Ack = (result: Result<unknown>) => void;

interface Request {
  readonly event: string;
  readonly payload: unknown;
  readonly ack: Ack | null;
  readonly arrivedMs: number;
}

/** Why this connection may not ask for this yet, if so (J1, S3). */
function refusalAt({ data }: SignalingSocket, stage: Stage): WireErrorCode | null {
  if (stage === 'connected') return null;
  if (data.membership === null) return 'not-watching';
  return stage === 'seated' && !data.isSeated ? 'not-joined' : null;
}

/** A watch in another version's words fails its schema, but deserves to hear why (V1). */
function refusalOf(event: string, payload: unknown): WireErrorCode {
  const version = v.safeParse(v.object({ protocolVersion: v.number() }), payload);
  const isOther =
    event === 'room:watch' && version.success && version.output.protocolVersion !== protocolVersion;
  return isOther ? 'unsupported-version' : 'bad-request';
}

function answer(
  context: SignalingContext,
  socket: SignalingSocket,
  event: string,
  payload: unknown,
): Result<unknown> | Promise<Settled<Result<unknown>>> {
  const route = routes.get(event);
  if (route === undefined) return fail('bad-request');
  const refusal = refusalAt(socket, route.stage);
  if (refusal !== null) return fail(refusal);
  const parsed = v.safeParse(route.schema, payload, { abortEarly: true });
  if (!parsed.success) return fail(refusalOf(event, payload));
  return route.handle({ context, socket, member: socket.data.membership }, parsed.output);
}

/** Counts what became of a request, and acknowledges it. */
function settle({ tally, clock }: SignalingContext, request: Request, result: Result<unknown>): void {
  const { event, ack } = request;
  if (!result.ok) tally.requestsRefused[result.code] += 1;
  else if (event === 'signal:send') {
    tally.signalsRelayed += 1;
    tally.relayTimes?.note(clock.now() - request.arrivedMs);
  }
  if (event === 'room:join') tally.joins[result.ok ? 'ok' : result.code] += 1;
  ack?.(result);
}

function answerFailure({ logger }: SignalingContext, event: string, err: unknown): Result<never> {
  if (err instanceof StoreUnavailable) return fail('server-interrupted');
  logger.error('handler-failed', { request: routes.has(event) ? event : 'unknown', err });
  return fail('internal');
}

function perform(
  context: SignalingContext,
  socket: SignalingSocket,
  request: Request,
): Promise<void> | undefined {
  if (!socket.connected) return;
  const { event, payload } = request;
  try {
    const result = answer(context, socket, event, payload);
    if (result instanceof Promise) {
      return result
        .catch((err: unknown) => answerFailure(context, event, err))
        .then((settled) => settle(context, request, typeof settled === 'function' ? settled() : settled));
    }
    settle(context, request, result);
  } catch (err) {
    settle(context, request, answerFailure(context, event, err));
  }
  return;
}

/** Counts a request (S5) and has it answered in its turn; one that is over the limit at once. */
function take(context: SignalingContext, socket: SignalingSocket, request: Request): void {
  const verdict = socket.data.count(request.arrivedMs);
  if (verdict === 'accepted') {
    socket.data.inTurn(() => perform(context, socket, request));
    return;
  }
  settle(context, request, fail('rate-limited'));
  if (verdict !== 'flooding') return;
  context.tally.floodsEnded += 1;
  socket.disconnect(true);
}

/** Answers the request that a connection was opened with, if there is one (J9). */
function takeOpening(context: SignalingContext, socket: SignalingSocket): void {
  const { watch: payload } = socket.handshake.auth as { watch?: unknown };
  // Socket.io would keep it, and the admission key with it (R2), for as long as the connection.
  socket.handshake.auth = {};
  if (payload === undefined) return;
  const ack = (result: Result<unknown>) =>
    socket.emit(watchAnswerEvent, result as Result<ClientReply<'room:watch'>>);
  take(context, socket, { event: 'room:watch', payload, ack, arrivedMs: context.clock.now() });
}

/**
 * Listens to everything a connection says, what it was opened with first: counts it (S5), parses it (S4), hands it to
 * its handler and acknowledges with the result. Requests of one connection are answered in their order. What no
 * handler is there for is refused, a missing acknowledgement tolerated, a store out of reach answered with
 * `server-interrupted`, and a bug in a handler with `internal`.
 */
export function register(context: SignalingContext, socket: SignalingSocket): void {
  // A middleware that never goes on: no name that a client chose reaches an EventEmitter.
  socket.use((message: unknown[]) => {
    const last = message.at(-1);
    const ack = typeof last === 'function' ? (last as Ack) : null;
    const arrivedMs = context.clock.now();
    take(context, socket, { event: String(message[0]), payload: message[1], ack, arrivedMs });
  });
  takeOpening(context, socket);
}
