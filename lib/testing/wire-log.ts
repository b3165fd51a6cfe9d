import type { EngineWorld } from './engine-world';
import type { Traffic } from './fake-wire';

/** What a packet is, without acknowledgements: "room:join", "participant:joined" ... */
export function nameOf(traffic: Traffic): string | null {
  if (traffic.direction === 'in') return traffic.request.event;
  return traffic.packet.type === 'announcement' ? traffic.packet.event : null;
}

/** The messages, acknowledgements not counted, that pass the server while something happens. */
export async function messagesDuring(world: EngineWorld, act: () => Promise<void>): Promise<string[]> {
  const start = world.server.traffic.length;
  await act();
  return world.server.traffic
    .slice(start)
    .map(nameOf)
    .filter((name) => name !== null);
}
