import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { SteadyPair } from '../steady-pair';
import { type Attack, makeAttack, marker } from './attack';
import { httpAttack } from './http-attacks';
import { pollingAttack, webSocketAttack } from './socket-attacks';

/** A server in a process of its own. */
export interface FuzzTarget {
  readonly origin: string;
  /** Everything that it has written. */
  log(): string;
  /** Bytes that it holds, garbage apart. */
  heldBytes(): Promise<number>;
}

const batch = fc.array(fc.oneof({ weight: 2, arbitrary: httpAttack }, webSocketAttack, pollingAttack), {
  minLength: 10,
  maxLength: 10,
});

/** What is wrong with what came back over one connection, whatever was asked; `null` when nothing is. */
function faultIn(answers: string): string | null {
  const [status] = /HTTP\/1\.1 5\d\d /.exec(answers) ?? [];
  if (status !== undefined) return `answered ${status}`;
  const [header] = /^(?:set-cookie|server|x-powered-by):/im.exec(answers) ?? [];
  if (header !== undefined) return `said ${header}`;
  for (const [line, location = ''] of answers.matchAll(/^location: (.*)\r$/gim)) {
    if (!/^\/(?![/\\])/.test(location)) return line;
  }
  if (/"devDependencies"|root:x:0/.test(answers)) return 'gave a file away';
  return /^content-type: text\/html/im.test(answers) && answers.includes(marker)
    ? 'gave back what was sent'
    : null;
}

/** Makes the attacks at the same time, and sees that two honest people are served meanwhile. */
async function survive(target: FuzzTarget, pair: SteadyPair, attacks: readonly Attack[]): Promise<number> {
  const made = await Promise.all(attacks.map((attack) => makeAttack(target.origin, attack)));
  await pair.exchange();
  for (const [index, { answer }] of made.entries()) {
    if (attacks[index]?.isLeftOpen) continue;
    assert.equal(faultIn(await answer), null);
  }
  for (const { release } of made) release();
  assert.equal((await fetch(`${target.origin}/healthz`)).status, 200);
  assert.ok(!target.log().includes(marker), 'the log holds what was sent');
  return made.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
}

/** Of the attacks that did harm together, those that do it alone, each to a server that is started for it. */
async function harmful(attacks: readonly Attack[], start: () => Promise<FuzzTarget>): Promise<Attack[]> {
  const found: Attack[] = [];
  for (const attack of attacks) {
    const target = await start();
    const pair = await SteadyPair.start(target.origin);
    await survive(target, pair, [attack]).catch(() => found.push(attack));
  }
  return found;
}

/**
 * Makes `batches` batches of attacks that `seed` determines, and resolves with the bytes sent. Rejects when one does harm:
 * a server that dies, answers 5xx, logs or gives back what was sent, or does not serve others meanwhile; with the attacks
 * that do so alone, if `start` can start servers to find them.
 */
export async function fuzzRound(
  target: FuzzTarget,
  seed: number,
  batches: number,
  start: (() => Promise<FuzzTarget>) | null = null,
): Promise<number> {
  const pair = await SteadyPair.start(target.origin);
  let sentBytes = 0;
  const property = fc.asyncProperty(batch, async (attacks) => {
    sentBytes += await survive(target, pair, attacks);
  });
  const { failed, counterexample, errorInstance } = await fc.check(property, {
    seed,
    numRuns: batches,
    endOnFailure: true,
  });
  if (failed) {
    const together = counterexample?.[0] ?? [];
    const alone = start === null ? together : await harmful(together, start);
    throw new Error(`seed ${seed}: ${JSON.stringify(alone, null, 1)}`, { cause: errorInstance });
  }
  await pair.end();
  return sentBytes;
}
