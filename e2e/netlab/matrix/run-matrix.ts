import { Lab } from '../lab/lab';
import { canConnectDirectly, kindPairs, type RouterKind } from '../lab/router-kinds';
import { pathKindOf } from '../path';
import type { Report } from '../report';
import { Visitors } from '../visitors';
import { type Connection, connectOverIpv6, connectPair } from './connect-pair';
import { pairKey, publish, readPublishedEnds } from './connectivity-table';

interface MatrixOptions {
  labName: string;
  /** Both kinds of one pair, or `null` for all pairs. */
  only: readonly [RouterKind, RouterKind] | null;
  runs: number;
  /** Whether the published table is replaced by what was found, rather than compared with it. */
  isWriting: boolean;
}

/** Lets every pair of router kinds call each other, and compares the paths with the published table; then a pair with IPv6. */
export async function runMatrix(
  { labName, only, runs, isWriting }: MatrixOptions,
  report: Report,
): Promise<void> {
  const published = isWriting ? null : readPublishedEnds();
  const lab = await Lab.create({ name: labName, sides: ['a', 'b'], hasWires: false, hasOtherTurn: false });
  const visitors = new Visitors(lab);
  const connections = new Map<string, Connection>();
  for (let run = 1; run <= runs; run++) {
    if (runs > 1) report.title(`run ${run} of ${runs}`);
    for (const [one, other] of only ? [only] : kindPairs()) {
      const key = pairKey(one, other);
      await report.check(key, async () => {
        const connection = await connectPair(lab, visitors, one, other);
        connections.set(key, connection);
        const { ends, firstFrameMs } = connection;
        const kind = pathKindOf(ends);
        if (canConnectDirectly(one, other) && kind !== 'direct')
          throw new Error(`${ends.join(' – ')}, where a direct path exists`);
        const before = published?.get(key);
        if (before && pathKindOf(before) !== kind) {
          throw new Error(`${ends.join(' – ')}, docs/CONNECTIVITY.md says ${before.join(' – ')}`);
        }
        return `${ends.join(' – ')}, ${firstFrameMs} ms`;
      });
    }
    if (!only) {
      await report.check('sym – sym, with IPv6', async () => {
        const { ends, firstFrameMs } = await connectOverIpv6(lab, visitors);
        return `${ends.join(' – ')} over IPv6, ${firstFrameMs} ms`;
      });
    }
  }
  await visitors.close();
  lab.remove();
  if (isWriting && !only && connections.size === kindPairs().length) publish(connections);
}
