import { ok } from '@/lib/protocol';
import { defineHandler } from '../handler';
import { roommate } from '../roommate';

const relayed = ok({});

/** Relays an envelope to one roommate, unchanged but for `from` (S1, S2). The hot path: synchronous throughout. */
export const signalSend = defineHandler('signal:send', 'seated', (caller, { to, envelope }) => {
  const addressee = roommate(caller, to);
  if (!addressee.ok) return addressee;
  addressee.value.emit('signal:received', { from: caller.member.participantId, envelope });
  return relayed;
});
