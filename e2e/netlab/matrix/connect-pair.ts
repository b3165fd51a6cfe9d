import { expect } from '@playwright/test';
import type { Person } from '../../fixtures/person';
import { callEachOther, seeEachOther } from '../call';
import { framesOf, lastClickMs } from '../frame-log';
import type { Lab } from '../lab/lab';
import { canConnectDirectly, type RouterKind } from '../lab/router-kinds';
import { type PathEnds, pathKindOf, readEnds, readPath } from '../path';
import type { Visitors } from '../visitors';

/** How a pair of router kinds connected. */
export interface Connection {
  ends: PathEnds;
  family: 'IPv4' | 'IPv6';
  /** From the newcomer's click until both have rendered a first frame of the other. */
  firstFrameMs: number;
}

/** One call between a resident behind a router of kind `one` and a newcomer behind `other`. Rejects when it fails. */
export async function connectPair(
  lab: Lab,
  visitors: Visitors,
  one: RouterKind,
  other: RouterKind,
): Promise<Connection> {
  await Promise.all([lab.side('a').setKind(one), lab.side('b').setKind(other)]);
  return await connectSides(visitors, canConnectDirectly(one, other));
}

/**
 * One call between two behind symmetric NATs who have IPv6 as well, each behind a firewall: nothing needs a relay.
 *
 * @throws Error when media does not take IPv6.
 */
export async function connectOverIpv6(lab: Lab, visitors: Visitors): Promise<Connection> {
  const sides = [lab.side('a'), lab.side('b')];
  await Promise.all(sides.map((side) => side.setKind('sym')));
  for (const side of sides) await side.setIpv6(true);
  try {
    const connection = await connectSides(visitors, true);
    if (connection.family !== 'IPv6')
      throw new Error(`${connection.ends.join(' – ')} over ${connection.family}`);
    return connection;
  } finally {
    for (const side of sides) await side.setIpv6(false);
  }
}

async function connectSides(visitors: Visitors, canBeDirect: boolean): Promise<Connection> {
  const [ada, bo] = await Promise.all([visitors.invite('a'), visitors.invite('b')]);
  try {
    await callEachOther(ada, bo);
    await seeEachOther(ada, bo);
    const ends = await settledEnds(ada, bo, canBeDirect);
    const family = (await readPath(ada.page))?.family ?? 'IPv4';
    const clickMs = await lastClickMs(bo.page);
    const firstFrames = await Promise.all([framesOf(ada.page, bo.name), framesOf(bo.page, ada.name)]);
    const firstFrameMs = Math.max(...firstFrames.map(([first]) => first ?? Number.NaN)) - clickMs;
    return { ends, family, firstFrameMs: Math.round(firstFrameMs) };
  } finally {
    await Promise.all([ada.context.close(), bo.context.close()]);
  }
}

/** A relay may be the first to carry media; where the routers allow a direct path, ICE moves on to it. */
async function settledEnds(ada: Person, bo: Person, canBeDirect: boolean): Promise<PathEnds> {
  let settled: PathEnds | null = null;
  await expect
    .poll(
      async () => {
        const ends = await readEnds(ada.page, bo.page);
        if (typeof ends === 'string') return ends;
        if (canBeDirect && pathKindOf(ends) !== 'direct') return `a detour: ${ends.join(' – ')}`;
        settled = ends;
        return 'settled';
      },
      { message: 'the path of media', timeout: 10_000 },
    )
    .toBe('settled');
  if (!settled) throw new Error('pictures move, but no candidate pair is selected');
  return settled;
}
