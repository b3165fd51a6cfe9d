import type { Clock } from '../clock';
import { readEnv } from '../env/env';
import { createLogger } from '../logger';
import { createParley, type Parley, type ParleyDeps } from '../parley';

export interface TestServer extends Parley {
  readonly origin: string;
}

/** A whole server on a free port, without Next: pages answer 404. `variables` are those of the environment. */
export async function startTestServer(
  variables: Record<string, string> = {},
  deps: Partial<Omit<ParleyDeps, 'env'>> & { clock?: Clock } = {},
): Promise<TestServer> {
  const env = readEnv({ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', ...variables });
  if (!env.ok) throw new Error(env.message);
  const parley = await createParley({
    env: env.value,
    logger: createLogger(env.value.LOG_LEVEL),
    handlePage: async (_request, response) => {
      response.writeHead(404).end();
    },
    scriptHashes: [],
    staticDirectory: '',
    ...deps,
  });
  const port = await parley.listen();
  return { ...parley, origin: `http://127.0.0.1:${port}` };
}
