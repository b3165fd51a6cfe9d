import * as v from 'valibot';
import {
  type ClientEventName,
  fail,
  type ParticipantId,
  type ServerEventName,
  serverEvents,
} from '@/lib/protocol';
import { parseAnswer } from '@/lib/signaling/parse-answer';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { parseFrame } from './direct-frames';
import type { Wire } from './direct-wire';
import type { RoomAnnouncements, RoomLine, RoomReply } from './room-line';

const announcementSchemas: { [E in ServerEventName]: v.GenericSchema<unknown, RoomAnnouncements[E]> } =
  serverEvents;

/** The line of the other side: asks the room over the wire. Once that is lost, so is whoever was at its end. */
export function createGuestLine(wire: Wire, logger: Logger): RoomLine {
  const announcements = createEmitter<RoomAnnouncements>();
  const pending = new Map<number, (answer: unknown) => void>();
  const seated = new Set<ParticipantId>();
  let lastId = 0;

  function announce<E extends ServerEventName>(event: E, payload: unknown): void {
    const schema: v.GenericSchema<unknown, RoomAnnouncements[E]> = announcementSchemas[event];
    const parsed = v.safeParse(schema, payload);
    if (parsed.success) announcements.emit(event, parsed.output);
    else logger.warn('announcement dropped', { event });
  }

  wire.texts.on('text', (text) => {
    const frame = parseFrame(text);
    if (frame?.kind === 'announcement') announce(frame.event, frame.payload);
    else if (frame?.kind === 'reply') {
      pending.get(frame.id)?.(frame.result);
      pending.delete(frame.id);
    } else logger.warn('frame dropped');
  });
  announcements.on('participant:joined', ({ participantId }) => seated.add(participantId));
  announcements.on('participant:left', ({ participantId }) => seated.delete(participantId));
  wire.state.subscribe(() => {
    if (wire.state.getSnapshot() !== 'lost') return;
    for (const resolve of pending.values()) resolve(null);
    pending.clear();
    for (const participantId of seated) {
      announcements.emit('participant:interrupted', { participantId });
      announcements.emit('participant:left', { participantId, reason: 'timeout' });
    }
  });

  return {
    async ask<E extends ClientEventName>(event: E, payload: unknown): Promise<RoomReply<E>> {
      const id = ++lastId;
      const isSent = wire.send(JSON.stringify({ kind: 'request', id, event, payload }));
      if (!isSent) return fail('server-unreachable');
      const answer = await new Promise<unknown>((resolve) => pending.set(id, resolve));
      if (answer === null) return fail('server-unreachable');
      const reply = parseAnswer(event, answer);
      if (reply.ok && 'participants' in reply.value) {
        for (const { participantId } of reply.value.participants) seated.add(participantId);
      }
      return reply;
    },
    on: (event, listener) => announcements.on(event, listener),
  };
}
