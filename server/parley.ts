import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from './clock';
import type { Env } from './env/env';
import { keepPagesFresh } from './http/fresh-pages';
import { createHealth } from './http/health';
import { endConnections, trackConnections } from './http/open-connections';
import { refuseRequest } from './http/refuse-requests';
import { refuseUpgrades } from './http/refuse-upgrades';
import { createSecurityHeaders } from './http/security-headers';
import { createStaticFiles } from './http/static-files';
import { createAuthorityFile } from './https/authority-file';
import type { LocalCertificate } from './https/keep-certificate';
import { leadToHttps } from './https/lead-to-https';
import { createIceConfig } from './ice/ice-config';
import { IceSelfTest } from './ice/ice-self-test';
import type { Logger } from './logger';
import { hasMetrics, openMetrics } from './metrics/metrics-endpoint';
import { Tally } from './metrics/tally';
import type { Cluster, ClusterOptions } from './redis/create-cluster';
import { MemoryRoomStore } from './rooms/memory-room-store';
import type { RoomStore } from './rooms/room-store';
import { createSignaling } from './signaling/create-signaling';
import { graceMs } from './signaling/on-disconnect';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface ParleyDeps {
  env: Env;
  logger: Logger;
  /** Answers whatever is neither signaling, health nor a static file: Next, where there is one. */
  handlePage: PageHandler;
  /** Hashes of the pages' inline scripts; `null` while developing. */
  scriptHashes: readonly string[] | null;
  /** Where the build laid the static files. */
  staticDirectory: string;
  /** To serve https by, in place of http. */
  certificate?: LocalCertificate | null;
  clock?: Clock;
  store?: RoomStore;
}

export interface Parley {
  readonly httpServer: Server;
  /** Resolves with the port once connections are accepted; rejects when a port is taken. */
  listen(): Promise<number>;
  /** Says that the server is about to stop: `/readyz` answers 503, and whoever can is told to move (L4). */
  drain(): void;
  /** Resolves when everybody has gone on to other nodes, where there are some: within `DRAIN_TIMEOUT_S`. */
  handOver(): Promise<void>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** The other nodes, where there may be some. The client of Redis is loaded only then. */
async function openCluster(
  url: string | null,
  options: Omit<ClusterOptions, 'url'>,
): Promise<Cluster | null> {
  if (url === null) return null;
  const { createCluster } = await import('./redis/create-cluster');
  return createCluster({ ...options, url });
}

const httpTimeouts = {
  // Longer than the idle time of usual proxies, so that they never reuse a connection that is just closing.
  keepAliveTimeout: 75_000,
  // Whoever takes longer to say what they want is in no hurry: 408. Looked for every `connectionsCheckingInterval`.
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};

/** How long answers that are under way may take once everything is to end. */
const lastWordsMs = 500;

/** Puts the parts together: HTTP, security headers, health, static files, pages and signaling on one port. */
export async function createParley(deps: ParleyDeps): Promise<Parley> {
  const { env, logger, handlePage, clock = systemClock, certificate = null } = deps;
  const rooms = { capacity: env.ROOM_CAPACITY, watcherCapacity: env.LIMIT_WATCHERS };
  const tally = new Tally({ isTimed: hasMetrics(env) });
  const cluster = await openCluster(env.REDIS_URL, { ...rooms, graceMs, logger });
  const store = deps.store ?? cluster?.store ?? new MemoryRoomStore(rooms);
  const setSecurityHeaders = createSecurityHeaders(env, deps.scriptHashes);
  const serveStatic = createStaticFiles(deps.staticDirectory);
  const isDevelopment = deps.scriptHashes === null;
  let isDraining = false;
  const iceConfigFor = createIceConfig(env);
  const selfTest = new IceSelfTest({ iceConfigFor, clock, logger });
  const answerHealth = createHealth({
    isDraining: () => isDraining,
    readIceReport: () => selfTest.report,
    readRedisState: () => (cluster === null ? null : cluster.isUp ? 'up' : 'down'),
  });

  const metrics = hasMetrics(env)
    ? await openMetrics({
        env,
        logger,
        hasRedis: cluster !== null,
        takeSnapshot: () => ({
          census: signaling.takeCensus(),
          tally,
          isDraining,
          ice: selfTest.report,
          redis: cluster,
        }),
      })
    : null;

  const answerAuthority = certificate === null ? () => false : createAuthorityFile(certificate.authority);
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    // While developing, Next has requests and upgrades of its own.
    if (!isDevelopment && refuseRequest(request, response)) return;
    if (answerHealth(request, response) || answerAuthority(request, response)) return;
    if (metrics?.answer(request, response)) return;
    serveStatic(request, response, () => {
      keepPagesFresh(response);
      handlePage(request, response).catch((err: unknown) => {
        logger.error('page-failed', { err });
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
  };
  const httpServer: Server =
    certificate === null
      ? createServer(httpTimeouts, answer)
      : leadToHttps(
          createHttpsServer({ ...httpTimeouts, key: certificate.key, cert: certificate.cert }, answer),
        );
  const openConnections = trackConnections(httpServer, env.TRUST_PROXY, 4 * env.LIMIT_CONNECTIONS);
  // After the listener above: Socket.io hands on what is not for it.
  const signaling = createSignaling(httpServer, {
    env,
    store,
    iceConfigFor,
    clock,
    logger,
    tally,
    cluster,
    openConnections,
  });
  if (!isDevelopment) refuseUpgrades(httpServer, '/socket.io/');
  // Before Socket.io's own, so that its answers carry them too.
  httpServer.prependListener('request', setSecurityHeaders);

  return {
    httpServer,
    async listen() {
      await metrics?.listen();
      httpServer.listen({ port: env.PORT, ...(env.HOST !== null && { host: env.HOST }) });
      await once(httpServer, 'listening');
      if (env.ICE_SELF_TEST === 'on') selfTest.start();
      return (httpServer.address() as AddressInfo).port;
    },
    drain() {
      isDraining = true;
      selfTest.stop();
      signaling.drain();
    },
    handOver: () => signaling.handOver(),
    async close() {
      selfTest.stop();
      const ending = setTimeout(() => endConnections(openConnections), lastWordsMs);
      await signaling.close();
      clearTimeout(ending);
      metrics?.close();
      await cluster?.close();
    },
  };
}
