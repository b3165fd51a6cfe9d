import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from './env/env';
import { createBuiltPages, type Rewrite } from './http/built-pages';
import { isWellEncoded } from './http/is-well-encoded';
import type { PageHandler, ParleyDeps } from './parley';
import { readScriptHashes } from './script-hashes';

export interface Pages extends Pick<ParleyDeps, 'handlePage' | 'scriptHashes' | 'staticDirectory'> {
  /** Resolves when pages can be served. */
  prepare(): Promise<void>;
}

/** Where Next has the page for addresses that lead nowhere, answered with 404. */
const notFoundPath = '/_not-found';

const answerWithoutPages: PageHandler = async (_request, response) => {
  response.writeHead(404, { 'Content-Type': 'text/plain' });
  response.end('Here is signaling alone: PAGES is off.\n');
};

function readRewrites(root: string): readonly Rewrite[] {
  const { rewrites } = JSON.parse(readFileSync(join(root, '.next', 'routes-manifest.json'), 'utf8'));
  return rewrites.afterFiles;
}

/**
 * The pages out of the build below `root`, and by Next what is more than a file; none of all that, not even Next itself,
 * with `PAGES=off`.
 */
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
  const handleByNext = app.getRequestHandler();
  let sendBuilt: ReturnType<typeof createBuiltPages> = () => false;
  return {
    handlePage: async (request, response) => {
      // Whatever follows /r/ would be a room otherwise.
      if (!isWellEncoded(request.url ?? '')) request.url = notFoundPath;
      if (!sendBuilt(request, response)) await handleByNext(request, response);
    },
    scriptHashes: isDevelopment ? null : readScriptHashes(join(root, 'dist', 'csp-hashes.json')),
    staticDirectory: isDevelopment ? '' : join(root, 'dist', 'static'),
    async prepare() {
      // Says so when there is no build.
      await app.prepare();
      if (!isDevelopment) sendBuilt = createBuiltPages(join(root, 'dist', 'documents'), readRewrites(root));
    },
  };
}
