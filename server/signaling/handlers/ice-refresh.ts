import { ok } from '@/lib/protocol';
import { defineHandler } from '../handler';

/** Fresh ICE servers for a call that outlives its TURN credentials. */
export const iceRefresh = defineHandler('ice:refresh', 'watching', ({ context, member }) =>
  ok(context.iceConfigFor(member.participantId)),
);
