import type { Envelope } from '@/lib/protocol';
import type { EnginePerson } from './engine-person';
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

/** Every envelope of somebody that has passed the server: profile and offers of a join first. */
export function envelopesOf({ server }: EngineWorld, { self }: Pick<EnginePerson, 'self'>): Envelope[] {
  return server.traffic.flatMap((traffic) => {
    if (traffic.direction !== 'in' || traffic.from !== self) return [];
    const { event, payload } = traffic.request;
    if (event === 'room:join') return [payload.profile, ...Object.values(payload.offers)];
    if (event === 'profile:update') return [payload.profile];
    return event === 'signal:send' ? [payload.envelope] : [];
  });
}
