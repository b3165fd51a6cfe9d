import { spawn } from 'node:child_process';

/**
 * Runs a script with this Node in the foreground and ends this process with it when it fails or when either is
 * stopped by a signal, so that nothing is left behind.
 */
export async function runNode(args, env = process.env) {
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  const forward = (signal) => child.kill(signal);
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, forward);
  const [status, signal] = await new Promise((resolve) => child.once('exit', (...end) => resolve(end)));
  for (const name of ['SIGTERM', 'SIGINT']) process.off(name, forward);
  if (signal !== null) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}
