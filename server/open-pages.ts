import { join } from 'node:path';
import type { Env } from './env/env';
import type { PageHandler, ParleyDeps } from './parley';
import { readScriptHashes } from './script-hashes';

export interface Pages extends Pick<ParleyDeps, 'handlePage' | 'scriptHashes' | 'staticDirectory'> {
  /** Resolves when pages can be served. */
  prepare(): Promise<void>;
}

const answerWithoutPages: PageHandler = async (_request, response) => {
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.end('Here is signaling alone: PAGES is off.\n');
};

/** The pages by Next, out of the build below `root`; none of all that, not even Next itself, with `PAGES=off`. */
export async function openPages(env: Env, root: string, isDevelopment: boolean): Promise<Pages> {
  if (env.PAGES === 'off') {
    return {
      handlePage: answerWithoutPages,
      scriptHashes: [],
      staticDirectory: '',
      prepare: async () => undefined,
    };
  }
  // Loaded late: a bad variable is reported at once, and Next reads NEXT_TELEMETRY_DISABLED as it loads.
  const { default: next } = await import('next');
  const app = next({ dev: isDevelopment, dir: root, hostname: env.HOST ?? 'localhost', port: env.PORT });
  return {
    handlePage: app.getRequestHandler(),
    scriptHashes: isDevelopment ? null : readScriptHashes(join(root, 'dist', 'csp-hashes.json')),
    staticDirectory: isDevelopment ? '' : join(root, 'dist', 'static'),
    prepare: () => app.prepare(),
  };
}
