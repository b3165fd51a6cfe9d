import { parseArgs } from 'node:util';
import { runFaults } from './faults/run-faults';
import { isRouterKind, type RouterKind } from './lab/router-kinds';
import { runMatrix } from './matrix/run-matrix';
import { Report } from './report';

/**
 * The lab's command line, see README.md beside this file. Exits with 1 when anything is not as it should be, or nothing was checked.
 */
const { values: options } = parseArgs({
  options: {
    /** The matrix only. */
    matrix: { type: 'boolean', default: false },
    /** One pair of the matrix only: `eim,sym`. */
    only: { type: 'string' },
    /** The faults only. */
    faults: { type: 'boolean', default: false },
    /** One of the faults only, by its name. */
    fault: { type: 'string' },
    /** How often the matrix is run. */
    runs: { type: 'string', default: '1' },
    /** How many times its bar a time may be, on a machine that others slow down. */
    patience: { type: 'string', default: '1' },
    /** Replaces the table in docs/CONNECTIVITY.md. */
    write: { type: 'boolean', default: false },
    /** What the namespaces' names begin with, for two labs at the same time. */
    lab: { type: 'string', default: 'parley' },
  },
});

function parsePair(text: string): [RouterKind, RouterKind] {
  const [one = '', other = ''] = text.split(',');
  if (!isRouterKind(one) || !isRouterKind(other)) throw new Error(`--only ${text}: not two kinds of router`);
  return [one, other];
}

function parseCount(name: 'runs' | 'patience'): number {
  const text = options[name];
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--${name} ${text}: not a number from 1`);
  return Number(text);
}

// Without these, the end of the process would not be an exit, and the lab would stay.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

const report = new Report();
const only = options.only === undefined ? null : parsePair(options.only);
const isOnlyFaults = options.faults || options.fault !== undefined;
if (!isOnlyFaults) {
  report.title('every pair of routers');
  await runMatrix({ labName: options.lab, only, runs: parseCount('runs'), isWriting: options.write }, report);
}
if (isOnlyFaults || !(options.matrix || only)) {
  report.title('faults');
  const patience = parseCount('patience');
  await runFaults({ labName: options.lab, only: options.fault ?? null, patience }, report);
}
report.summary();
process.exit(report.isGood ? 0 : 1);
