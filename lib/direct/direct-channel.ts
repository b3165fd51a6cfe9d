import { fail } from '@/lib/protocol';
import type { Channel, ChannelState } from '@/lib/signaling/channel';
import { createEmitter } from '@/lib/store/emitter';
import type { Wire } from './direct-wire';
import type { RoomLine } from './room-line';

/**
 * The `Channel` of a direct call: `online` as soon as the two ends have found each other, and from then on, since
 * there is no server that could be lost. Somebody whom the wire does not reach any more has left (PROTOCOL D7).
 */
export function createDirectChannel(line: RoomLine, wire: Wire): Channel {
  const states = createEmitter<{ change: ChannelState }>();
  const ends: (() => void)[] = [];
  let state: ChannelState = 'connecting';

  function setState(next: ChannelState): void {
    if (state === next || state === 'closed') return;
    state = next;
    states.emit('change', next);
  }

  const look = () => wire.state.getSnapshot() === 'open' && setState('online');

  return {
    get state() {
      return state;
    },
    roundTripMs: 0,
    request: (event, payload) =>
      state === 'online' ? line.ask(event, payload) : Promise.resolve(fail('server-unreachable')),
    on(event, listener) {
      const end = line.on(event, (payload) => state === 'online' && listener(payload));
      ends.push(end);
      return end;
    },
    onStateChange: (listener) => states.on('change', listener),
    connect() {
      ends.push(wire.state.subscribe(look));
      look();
    },
    hurry: () => undefined,
    close() {
      setState('closed');
      for (const end of ends) end();
    },
  };
}
