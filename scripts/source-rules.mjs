import { readSourceGraph } from './source-graph.mjs';
import { forbiddenImports } from './zones.mjs';

const maxLines = 300;

/** Names every import that the dependency rule forbids, and every file that is too long. Exits with 1 when there is any. */
const graph = readSourceGraph();
const tooLong = [...graph]
  .filter(([, { lineCount }]) => lineCount > maxLines)
  .map(([path, { lineCount }]) => `${path} has ${lineCount} lines: ${maxLines} at most`);
const problems = [...forbiddenImports(graph), ...tooLong];
for (const line of problems) process.stderr.write(`${line}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
