import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Starts the floor's server in a process of its own, as the app's is. */
export async function startFloor(): Promise<{ port: number; close: () => void }> {
  const server = fork(fileURLToPath(new URL('./server.ts', import.meta.url)));
  const [port] = (await once(server, 'message')) as [number];
  return { port, close: () => void server.kill() };
}
