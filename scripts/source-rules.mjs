import { readSourceGraph } from './source-graph.mjs';
import { forbiddenImports } from './zones.mjs';

/** Names every import across zones that the dependency rule forbids. Exits with 1 when there is any. */
const forbidden = forbiddenImports(readSourceGraph());
for (const line of forbidden) process.stderr.write(`${line}\n`);
process.exitCode = forbidden.length > 0 ? 1 : 0;
