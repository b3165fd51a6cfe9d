/*
 * Parley's production server without its pages, with the limits of an address raised: all load comes from one. With
 * REDIS_URL it is one of several nodes.
 */
import { readEnv } from '@/server/env/env';
import { createLogger } from '@/server/logger';
import { createParley } from '@/server/parley';
import { serveMeasurements } from './serve-measurements.mjs';

const unlimited = '1000000';
const env = readEnv({
  LOG_LEVEL: 'warn',
  REDIS_URL: process.env.REDIS_URL,
  LIMIT_CONNECTIONS: unlimited,
  LIMIT_CONNECTIONS_PER_MINUTE: unlimited,
  LIMIT_MESSAGES_PER_S: unlimited,
  LIMIT_ADDRESS_MESSAGES_PER_S: unlimited,
});
if (!env.ok) throw new Error(env.message);

createParley({
  env: env.value,
  logger: createLogger(env.value.LOG_LEVEL),
  handlePage: async (_request, response) => {
    response.writeHead(404).end();
  },
  scriptHashes: [],
  staticDirectory: '',
}).then(
  ({ httpServer }) => serveMeasurements(httpServer),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
