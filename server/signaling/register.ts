import * as v from 'valibot';
import {
  type ClientEventName,
  clientEvents,
  fail,
  protocolVersion,
  type Result,
  type WireErrorCode,
} from '@/lib/protocol';
import type { SignalingContext, SignalingSocket } from './context';
import type { Caller, Handler, Stage } from './handler';
import { iceRefresh } from './handlers/ice-refresh';
import { profileUpdate } from './handlers/profile-update';
import { roomJoin } from './handlers/room-join';
import { roomLeave } from './handlers/room-leave';
import { roomWatch } from './handlers/room-watch';
import { signalSend } from './handlers/signal-send';

type Ack = (result: Result<unknown>) => void;

interface Route {
  schema: v.GenericSchema;
  stage: Stage;
  handle(caller: Caller<Stage>, payload: unknown): Result<unknown> | Promise<Result<unknown>>;
}

/** The one place where a handler's types are let go: its schema restores them for each payload. */
function toRoute<E extends ClientEventName, S extends Stage>(handler: Handler<E, S>): [string, Route] {
  const { stage, handle } = handler;
  return [
    handler.event,
    { schema: clientEvents[handler.event].payload, stage, handle: handle as Route['handle'] },
  ];
}

const routes: ReadonlyMap<string, Route> = new Map([
  toRoute(roomWatch),
  toRoute(roomJoin),
  toRoute(roomLeave),
  toRoute(profileUpdate),
  toRoute(signalSend),
  toRoute(iceRefresh),
]);

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
): Result<unknown> | Promise<Result<unknown>> {
  const route = routes.get(event);
  if (route === undefined) return fail('bad-request');
  const refusal = refusalAt(socket, route.stage);
  if (refusal !== null) return fail(refusal);
  const parsed = v.safeParse(route.schema, payload, { abortEarly: true });
  if (!parsed.success) return fail(refusalOf(event, payload));
  return route.handle({ context, socket, member: socket.data.membership }, parsed.output);
}

/**
 * Listens to everything a connection says: counts it (S5), parses it (S4), hands it to its handler and acknowledges
 * with the result. Requests of one connection are answered in their order. What no handler is there for is refused,
 * a missing acknowledgement tolerated, and a bug in a handler answered with `internal`.
 */
export function register(context: SignalingContext): (this: SignalingSocket, ...message: unknown[]) => void {
  function reportBug(event: string, error: unknown): Result<never> {
    context.logger.error({ event: routes.has(event) ? event : 'unknown', err: error }, 'a handler failed');
    return fail('internal');
  }

  return function onMessage(event, ...args) {
    const last = args.at(-1);
    const ack: Ack | null = typeof last === 'function' ? (last as Ack) : null;
    const verdict = this.data.count(context.clock.now());
    if (verdict !== 'accepted') {
      ack?.(fail('rate-limited'));
      if (verdict === 'flooding') this.disconnect(true);
      return;
    }
    this.data.inTurn(() => {
      if (!this.connected) return;
      try {
        const result = answer(context, this, String(event), args[0]);
        if (!(result instanceof Promise)) return ack?.(result) as undefined;
        return result
          .catch((error: unknown) => reportBug(String(event), error))
          .then((settled) => ack?.(settled));
      } catch (error) {
        ack?.(reportBug(String(event), error));
        return;
      }
    });
  };
}
