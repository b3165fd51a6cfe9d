/*
 * npm run fuzz -- --seed N --minutes M: hostile HTTP, WebSocket and long-polling requests to the built server, pages
 * included, round after round; each has a seed of its own, which repeats it. Exits with 1 at the first that does harm.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect, parseArgs } from 'node:util';
import { BuiltServers } from './built-servers';
import { type FuzzTarget, fuzzRound } from './fuzz-round';

/** Share of what was sent that may be held once sessions have timed out: caches that filled. */
const heldShare = 0.1;
const sessionTimeoutMs = 60_000;
const batchesPerRound = 150;

const { values } = parseArgs({ options: { seed: { type: 'string' }, minutes: { type: 'string' } } });
const firstSeed = Number(values.seed ?? randomInt(2 ** 31));
const minutes = Number(values.minutes ?? 1);
if (!Number.isSafeInteger(firstSeed) || !(minutes >= 0))
  throw new Error('--seed takes a whole number, --minutes a number');

/** Waits until next to nothing of `sentBytes` is held, which takes as long as the sessions that nobody ended. */
async function untilGivenBack(server: FuzzTarget, floorBytes: number, sentBytes: number): Promise<number> {
  const endMs = performance.now() + sessionTimeoutMs;
  for (;;) {
    const held = ((await server.heldBytes()) - floorBytes) / sentBytes;
    if (held < heldShare) return held;
    assert.ok(performance.now() < endMs, `the server keeps ${Math.round(held * 100)} % of what it was sent`);
    await wait(500);
  }
}

async function run(): Promise<void> {
  const servers = new BuiltServers();
  try {
    const server = await servers.start();
    // Whatever is made once and kept is made by then.
    await fuzzRound(server, 0, 20, () => servers.start());
    const floorBytes = await server.heldBytes();
    const endMs = performance.now() + minutes * 60_000;
    let seed = firstSeed;
    do {
      process.stdout.write(`seed ${seed}: `);
      const sentBytes = await fuzzRound(server, seed, batchesPerRound, () => servers.start());
      const held = await untilGivenBack(server, floorBytes, sentBytes);
      process.stdout.write(
        `${Math.round(sentBytes / 1e6)} MB sent, ${Math.round(held * 100)} % of it held\n`,
      );
      seed += 1;
    } while (performance.now() < endMs);
  } finally {
    servers.stop();
  }
}

run().catch((error: Error) => {
  process.stderr.write(`\n${inspect(error)}\nThe seed repeats it: npm run fuzz -- --minutes 0 --seed …\n`);
  process.exitCode = 1;
});
