import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, readEnv } from './env/env';
import { readSecretFiles } from './env/secret-files';
import type { LocalHttps } from './https/local-https';
import { logConsole } from './log-console';
import { createLogger } from './logger';
import { openPages } from './open-pages';
import { createParley } from './parley';
import { stopOnSignal } from './shutdown';
import { addressToOpen, canReachOut, canRelay } from './start-messages';

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** `null` unless asked for; loaded late, for nobody else needs it. */
async function startLocalHttps(root: string, env: Env): Promise<LocalHttps | null> {
  if (env.HTTPS === 'off') return null;
  const { createLocalHttps } = await import('./https/local-https');
  return createLocalHttps(root, env).catch((error: NodeJS.ErrnoException) =>
    stopWith(`HTTPS is local, but no certificate can be kept in ${join(root, '.https')} (${error.message}).`),
  );
}

async function main(): Promise<void> {
  const root = process.cwd();
  const isDevelopment = process.env.NODE_ENV !== 'production';
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  process.env.NEXT_TELEMETRY_DISABLED ??= '1';

  const source = readSecretFiles(process.env);
  if (!source.ok) stopWith(source.message);
  const read = readEnv(source.value);
  if (!read.ok) stopWith(read.message);
  const env = read.value;
  const logger = createLogger(env.LOG_LEVEL);

  if (!isDevelopment) logConsole(logger);
  const localHttps = await startLocalHttps(root, env);
  const pages = await openPages(env, root, isDevelopment);
  const parley = await createParley({
    env,
    logger,
    handlePage: pages.handlePage,
    scriptHashes: pages.scriptHashes,
    staticDirectory: pages.staticDirectory,
    certificate: localHttps?.certificate ?? null,
  });
  stopOnSignal(parley, logger, env.DRAIN_TIMEOUT_S);
  await pages.prepare();
  const port = await parley.listen();

  const address = addressToOpen(env, port);
  logger.info('listening', { port, address });
  if (!canReachOut(env)) logger.warn('ice-missing');
  else if (!canRelay(env)) logger.warn('turn-missing');
  if (localHttps !== null) {
    const tell = async () => process.stdout.write(await localHttps.messageFor(port));
    await tell();
    localHttps.follow(parley.httpServer, () => void tell());
  } else if (process.stdout.isTTY) {
    // Whoever collects lines expects JSON in each.
    process.stdout.write(`Parley is ready: open ${address}\n`);
  }
}

main().catch((error: NodeJS.ErrnoException) => {
  const { port } = error as { port?: number };
  // Files may be out of reach as well.
  const isTaken = port !== undefined && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
  const name = String(port) === process.env.METRICS_PORT ? 'METRICS_PORT' : 'PORT';
  stopWith(
    isTaken
      ? `${name} ${port} can't be used (${error.code}): stop what uses it, or set ${name} to another.`
      : String(error.stack),
  );
});
