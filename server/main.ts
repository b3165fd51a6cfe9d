import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnv } from './env/env';
import { createLogger } from './logger';
import { createParley } from './parley';
import { readScriptHashes } from './script-hashes';
import { stopOnSignal } from './shutdown';
import { addressToOpen, canRelay } from './start-messages';

function stopWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const root = process.cwd();
  const isDevelopment = process.env.NODE_ENV !== 'production';
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  process.env.NEXT_TELEMETRY_DISABLED ??= '1';

  const read = readEnv(process.env);
  if (!read.ok) stopWith(read.message);
  const env = read.value;
  const logger = createLogger(env.LOG_LEVEL);

  // Loaded late: a bad variable is reported at once, and Next reads NEXT_TELEMETRY_DISABLED as it loads.
  const { default: next } = await import('next');
  const app = next({ dev: isDevelopment, dir: root, hostname: env.HOST ?? 'localhost', port: env.PORT });
  const parley = createParley({
    env,
    logger,
    handlePage: app.getRequestHandler(),
    scriptHashes: isDevelopment ? null : readScriptHashes(join(root, 'dist', 'csp-hashes.json')),
    staticDirectory: isDevelopment ? '' : join(root, 'dist', 'static'),
  });
  stopOnSignal(parley, logger);
  await app.prepare();
  const port = await parley.listen();

  const address = addressToOpen(env, port);
  logger.info('listening', { port, address });
  if (!canRelay(env)) logger.warn('turn-missing');
  // Whoever collects lines expects JSON in each.
  if (process.stdout.isTTY) process.stdout.write(`Parley is ready: open ${address}\n`);
}

main().catch((error: NodeJS.ErrnoException) => {
  const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
  stopWith(
    isTaken
      ? `PORT ${process.env.PORT || 3000} can't be used (${error.code}): stop what uses it, or set PORT to another.`
      : String(error.stack),
  );
});
