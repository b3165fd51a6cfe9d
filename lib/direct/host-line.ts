import * as v from 'valibot';
import { type ClientEventName, type ClientPayload, clientEvents, fail } from '@/lib/protocol';
import { createEmitter } from '@/lib/store/emitter';
import type { Logger } from '@/lib/store/logger';
import { parseFrame } from './direct-frames';
import type { DirectRoom, RoomSide } from './direct-room';
import type { Wire } from './direct-wire';
import type { RoomAnnouncements, RoomLine } from './room-line';

const payloadSchemas: { [E in ClientEventName]: { payload: v.GenericSchema<unknown, ClientPayload<E>> } } =
  clientEvents;

/** The line of whoever keeps the room: asks it directly, and puts through what the other side asks over the wire. */
export function createHostLine(room: DirectRoom, wire: Wire, logger: Logger): RoomLine {
  const announcements = createEmitter<RoomAnnouncements>();
  const own = room.addSide((event, payload) => announcements.emit(event, payload));
  const theirs = room.addSide((event, payload) => {
    wire.send(JSON.stringify({ kind: 'announcement', event, payload }));
  });

  async function answer<E extends ClientEventName>(side: RoomSide, event: E, payload: unknown) {
    const parsed = v.safeParse(payloadSchemas[event].payload, payload);
    return parsed.success ? room.ask(side, event, parsed.output) : fail('bad-request');
  }

  wire.texts.on('text', (text) => {
    const frame = parseFrame(text);
    if (frame?.kind !== 'request') return logger.warn('frame dropped');
    const { id, event, payload } = frame;
    answer(theirs, event, payload)
      .then((result) => wire.send(JSON.stringify({ kind: 'reply', id, result })))
      .catch((error: unknown) => logger.warn('request not answered', { event, error: String(error) }));
  });
  wire.state.subscribe(() => wire.state.getSnapshot() === 'lost' && room.lose(theirs));

  return {
    ask: (event, payload) => room.ask(own, event, payload),
    on: (event, listener) => announcements.on(event, listener),
  };
}
