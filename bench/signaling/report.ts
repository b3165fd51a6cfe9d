import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { compare } from './compare';
import { toTable } from './rows';

/** A busy machine must not keep the benchmark for ever. */
const deadlineMs = 115_000;

setTimeout(() => {
  process.stderr.write(`The benchmark took longer than ${deadlineMs / 1000} s and was stopped.\n`);
  process.exit(1);
}, deadlineMs).unref();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

async function main(): Promise<void> {
  const [directory = '.'] = process.argv.slice(2);
  const rows = await compare(directory, Number(process.env.BENCH_SCALE ?? 1));
  console.table(toTable(rows));
  mkdirSync('bench/results', { recursive: true });
  const file = `bench/results/signaling-${new Date().toISOString().replaceAll(':', '-')}.json`;
  writeFileSync(file, JSON.stringify({ node: process.version, cpu: cpus()[0]?.model, rows }, null, 2));
  process.stdout.write(`Ratios are medians over turns. Written to ${file}\n`);
  process.exit(rows.some(({ isMet }) => isMet === false) ? 1 : 0);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
