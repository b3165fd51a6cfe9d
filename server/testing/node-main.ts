/* A node as a process of its own, for tests that kill it: the production server without its pages. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readEnv } from '../env/env';
import { createLogger } from '../logger';
import { createParley } from '../parley';
import { stopOnSignal } from '../shutdown';

async function main(): Promise<void> {
  const env = readEnv(process.env);
  if (!env.ok) throw new Error(env.message);
  const logger = createLogger(env.value.LOG_LEVEL);
  const parley = await createParley({
    env: env.value,
    logger,
    handlePage: async (_request, response) => {
      response.writeHead(404).end();
    },
    scriptHashes: [],
    staticDirectory: '',
  });
  stopOnSignal(parley, logger, env.value.DRAIN_TIMEOUT_S);
  process.once('disconnect', () => process.exit(0));
  // Asked by IPC: how much is held, once what nobody refers to is gone.
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  process.on('message', () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.send?.(heapUsed + external);
  });
  process.send?.(await parley.listen());
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
