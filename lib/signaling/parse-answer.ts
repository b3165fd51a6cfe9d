import * as v from 'valibot';
import {
  type ClientEventName,
  type ClientReply,
  clientEvents,
  fail,
  ok,
  type Result,
  wireErrorCodes,
} from '@/lib/protocol';

const replySchemas: { [E in ClientEventName]: { reply: v.GenericSchema<unknown, ClientReply<E>> } } =
  clientEvents;
const refusalSchema = v.object({ ok: v.literal(false), code: v.picklist(wireErrorCodes) });
const acceptanceSchema = v.object({ ok: v.literal(true), value: v.unknown() });

/** Reads a server's acknowledgement; `internal` when it is none that this event can have. */
export function parseAnswer<E extends ClientEventName>(event: E, answer: unknown): Result<ClientReply<E>> {
  const refusal = v.safeParse(refusalSchema, answer);
  if (refusal.success) return fail(refusal.output.code);
  const acceptance = v.safeParse(acceptanceSchema, answer);
  if (!acceptance.success) return fail('internal');
  const reply = v.safeParse(replySchemas[event].reply, acceptance.output.value);
  return reply.success ? ok(reply.output) : fail('internal');
}
