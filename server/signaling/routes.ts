import type * as v from 'valibot';
import { type ClientEventName, clientEvents, type Result } from '@/lib/protocol';
import type { Caller, Handler, Settled, Stage } from './handler';
import { iceRefresh } from './handlers/ice-refresh';
import { profileUpdate } from './handlers/profile-update';
import { roomJoin } from './handlers/room-join';
import { roomLeave } from './handlers/room-leave';
import { roomWatch } from './handlers/room-watch';
import { signalSend } from './handlers/signal-send';

/** A handler and the schema of what it takes. */
export interface Route {
  schema: v.GenericSchema;
  stage: Stage;
  handle(caller: Caller<Stage>, payload: unknown): Result<unknown> | Promise<Settled<Result<unknown>>>;
}

/** The one place where a handler's types are let go: its schema restores them for each payload. */
function toRoute<E extends ClientEventName, S extends Stage>(handler: Handler<E, S>): [string, Route] {
  const { stage, handle } = handler;
  const schema = clientEvents[handler.event].payload;
  return [handler.event, { schema, stage, handle: handle as Route['handle'] }];
}

/** Every request there is, by the name of its event. */
export const routes: ReadonlyMap<string, Route> = new Map([
  toRoute(roomWatch),
  toRoute(roomJoin),
  toRoute(roomLeave),
  toRoute(profileUpdate),
  toRoute(signalSend),
  toRoute(iceRefresh),
]);
