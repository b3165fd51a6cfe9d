import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { kindPairs, type RouterKind, routerKindNames, routerKinds } from '../lab/router-kinds';
import { isPathEnd, type PathEnds, pathKindOf } from '../path';
import type { Connection } from './connect-pair';

const documentPath = fileURLToPath(new URL('../../../docs/CONNECTIVITY.md', import.meta.url));
const begin = '<!-- lab: begin -->';
const end = '<!-- lab: end -->';

/** What was found for each pair; the key is `pairKey`. */
export type Connections = ReadonlyMap<string, Connection>;

export function pairKey(one: RouterKind, other: RouterKind): string {
  return `${one} – ${other}`;
}

/**
 * The ends that the published table gives for each pair, in either order.
 *
 * @throws Error when the table does not have every pair: nothing would be compared, and nobody would notice.
 */
export function readPublishedEnds(): Map<string, PathEnds> {
  const published = new Map<string, PathEnds>();
  const [, table = ''] = splitDocument();
  const rows = [...table.matchAll(/^\| \*\*(\w+)\*\* \|(.*)\|$/gm)];
  for (const [, one, cells = ''] of rows) {
    for (const [index, cell] of cells.split('|').entries()) {
      const ends = cell.replaceAll('*', '').trim().split(' – ');
      const other = routerKindNames[index];
      const [here, there] = ends.filter(isPathEnd);
      if (ends.length !== 2 || !here || !there || !other) continue;
      published.set(pairKey(one as RouterKind, other), [here, there]);
      published.set(pairKey(other, one as RouterKind), [there, here]);
    }
  }
  const missing = kindPairs().filter((pair) => !published.has(pairKey(...pair)));
  if (missing.length > 0) {
    throw new Error(
      `docs/CONNECTIVITY.md does not say how ${missing.join(' and ')} connect; --write writes it.`,
    );
  }
  return published;
}

/** Puts the table of a whole run into docs/CONNECTIVITY.md. */
export function publish(connections: Connections): void {
  const [before, , after] = splitDocument();
  writeFileSync(documentPath, `${before}${begin}\n${renderTable(connections)}\n${end}${after}`);
}

function splitDocument(): [before: string, table: string, after: string] {
  const text = readFileSync(documentPath, 'utf8');
  const [before, rest] = text.split(begin);
  const [table, after] = rest?.split(end) ?? [];
  if (before === undefined || table === undefined || after === undefined) {
    throw new Error(`docs/CONNECTIVITY.md must have a line ${begin} and a line ${end}.`);
  }
  return [before, table, after];
}

function renderTable(connections: Connections): string {
  const rows = routerKindNames.map((one, index) => {
    const cells = routerKindNames.map((other, column) => {
      const connection = column < index ? undefined : connections.get(pairKey(one, other));
      return (
        connection?.ends.map((pathEnd) => (/^relay/.test(pathEnd) ? `*${pathEnd}*` : pathEnd)).join(' – ') ??
        ''
      );
    });
    return `| **${one}** | ${cells.join(' | ')} |`;
  });
  return [
    '',
    `| | ${routerKindNames.join(' | ')} |`,
    `|${' --- |'.repeat(routerKindNames.length + 1)}`,
    ...rows,
    '',
    renderTimes(connections),
    '',
    ...routerKindNames.map((kind) => `- **${kind}**: ${routerKinds[kind].means}`),
    '',
  ].join('\n');
}

function renderTimes(connections: Connections): string {
  const timesOf = (isDirect: boolean) =>
    kindPairs()
      .flatMap(([one, other]) => connections.get(pairKey(one, other)) ?? [])
      .filter(({ ends }) => (pathKindOf(ends) === 'direct') === isDirect)
      .map(({ firstFrameMs }) => firstFrameMs)
      .sort((a, b) => a - b);
  const describe = (times: number[]) =>
    `${times.length} pairs, median ${times[Math.floor(times.length / 2)]} ms, slowest ${times.at(-1)} ms`;
  return (
    'From the click on "Join call" until both see each other, on a machine with two processors and no delay on the ' +
    `lines: direct ${describe(timesOf(true))}; relayed ${describe(timesOf(false))}.`
  );
}
