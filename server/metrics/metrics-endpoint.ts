import { hash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Env } from '../env/env';
import type { Logger } from '../logger';
import type { MetricsSnapshot } from './metric-families';

/** Where Prometheus reads: `/metrics` on a port of its own, or beside everything else. */
export interface MetricsEndpoint {
  /** Answers a request to the main port; `false` when it is not for the metrics. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Opens the port of its own, if there is to be one; rejects when it is taken. */
  listen(): Promise<void>;
  close(): void;
}

export interface MetricsEndpointDeps {
  env: Pick<Env, 'METRICS_PORT' | 'METRICS_HOST' | 'METRICS_TOKEN'>;
  hasRedis: boolean;
  takeSnapshot: () => MetricsSnapshot;
  logger: Logger;
}

/** Whether anybody is to read metrics at all. */
export function hasMetrics({ METRICS_PORT, METRICS_TOKEN }: MetricsEndpointDeps['env']): boolean {
  return METRICS_PORT !== null || METRICS_TOKEN !== null;
}

/** Hashed, so that neither content nor length of the token shows in how long the comparison takes. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(hash('sha256', a, 'buffer'), hash('sha256', b, 'buffer'));
}

/**
 * Opens the metrics: with `METRICS_PORT` on that port alone, else on the main one. With `METRICS_TOKEN`, for
 * `Authorization: Bearer <token>` only (RFC 6750), compared in constant time; 401 otherwise.
 */
export async function openMetrics(deps: MetricsEndpointDeps): Promise<MetricsEndpoint> {
  const { env, logger, takeSnapshot } = deps;
  // Loaded by those who use it alone.
  const { createMetrics } = await import('./create-metrics');
  const metrics = createMetrics(deps.hasRedis, takeSnapshot);

  async function render(response: ServerResponse): Promise<void> {
    const text = await metrics.render();
    response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
  }

  function answer({ url = '', headers }: IncomingMessage, response: ServerResponse): boolean {
    if (url.split('?', 1)[0] !== '/metrics') return false;
    const isAllowed =
      env.METRICS_TOKEN === null || isSame(headers.authorization ?? '', `Bearer ${env.METRICS_TOKEN}`);
    if (!isAllowed) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' }).end();
      return true;
    }
    render(response).catch((err: unknown) => {
      logger.error('metrics-failed', { err });
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
    return true;
  }

  const server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(404).end();
  });
  return {
    answer: (request, response) => env.METRICS_PORT === null && answer(request, response),
    async listen() {
      if (env.METRICS_PORT === null) return;
      server.listen({ port: env.METRICS_PORT, host: env.METRICS_HOST });
      await once(server, 'listening');
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
