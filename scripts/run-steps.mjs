import { spawnSync } from 'node:child_process';

/**
 * Runs each step, all of them or up to the first that fails, and says at the end how each went. A step is
 * `{name, command, args, env}`. Returns the names of those that failed.
 */
export function runSteps(steps, { stopsAtFailure }) {
  const outcomes = [];
  for (const { name, command, args, env } of steps) {
    process.stdout.write(`\n── ${name}\n`);
    const startedMs = Date.now();
    const { status, error } = spawnSync(command, args, {
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    if (error) process.stderr.write(`${error.message}\n`);
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
    outcomes.push({ name, isOk: status === 0, seconds });
    if (status !== 0 && stopsAtFailure) break;
  }
  process.stdout.write('\n');
  for (const { name, isOk, seconds } of outcomes) {
    process.stdout.write(`${isOk ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)\n`);
  }
  return outcomes.filter(({ isOk }) => !isOk).map(({ name }) => name);
}

/** A step that runs a program of node_modules/.bin. */
export function binStep(name, program, ...args) {
  return { name, command: `node_modules/.bin/${program}`, args };
}

/** A step that runs a script of ours. */
export function nodeStep(name, ...args) {
  return { name, command: process.execPath, args };
}
