import type { Server } from 'node:http';
import { readEnv } from './env/env';
import { createLogger } from './logger';
import { createParley } from './parley';

/** A connection is ended a little before the function's maximum duration (vercel.json) is over, which would cut it. */
export const functionDefaults = { TRUST_PROXY: '1', CONNECTION_LIFE_S: '280' };

/**
 * Signaling as a function: an HTTP server that is handed requests instead of listening for them. Instances of it have
 * nothing but Redis in common, and none keeps anything that another cannot go on with.
 *
 * @throws {Error} in one line, when a variable holds nothing of use
 */
export async function openFunction(): Promise<Server> {
  const given = Object.entries(process.env).filter(([, value]) => value?.trim());
  const read = readEnv({ ...functionDefaults, ...Object.fromEntries(given) });
  if (!read.ok) throw new Error(read.message);
  if (read.value.REDIS_URL === null)
    throw new Error(
      'REDIS_URL is empty, but must be set: the instances of a function have nothing else in common.',
    );
  const parley = await createParley({
    env: read.value,
    logger: createLogger(read.value.LOG_LEVEL),
    handlePage: async (_request, response) => {
      response
        .writeHead(404, { 'Content-Type': 'text/plain' })
        .end('Signaling is here, over WebSockets alone.\n');
    },
    scriptHashes: [],
    staticDirectory: '',
  });
  // Whatever address the host gives it. Long polling stays without an answer: each poll may meet another instance.
  parley.httpServer.prependListener('upgrade', (request) => {
    request.url = `/socket.io/${/\?.*/.exec(request.url ?? '')?.[0] ?? ''}`;
  });
  process.once('SIGTERM', () => {
    parley.drain();
    void parley.close();
  });
  return parley.httpServer;
}
