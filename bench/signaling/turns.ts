import type { ServerName } from './load';

export type Pair<T> = Record<ServerName, T>;
export const serverNames: readonly ServerName[] = ['parley', 'bare'];

/** Both servers in turns, each first as often as the other. */
export async function inTurns<T>(times: number, take: (name: ServerName) => Promise<T>): Promise<Pair<T[]>> {
  const taken: Pair<T[]> = { parley: [], bare: [] };
  for (let turn = 0; turn < times; turn++) {
    const order = turn % 2 === 0 ? serverNames : [...serverNames].reverse();
    for (const name of order) taken[name].push(await take(name));
  }
  return taken;
}

/** What `pick` finds in each turn. */
export function mapTurns<T, U>({ parley, bare }: Pair<T[]>, pick: (value: T) => U): Pair<U[]> {
  return { parley: parley.map(pick), bare: bare.map(pick) };
}
