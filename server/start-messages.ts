import type { Env } from './env/env';
import { createIceConfig, hasTurn } from './ice/ice-config';

/** Whether a server that listens there is reached by any address of its machine. */
export function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** The address to open, for a person who has just started the server. */
export function addressToOpen(env: Env, port: number): string {
  const isAny = env.HOST === null || isAnyAddress(env.HOST);
  const host = isAny ? 'localhost' : env.HOST?.includes(':') ? `[${env.HOST}]` : env.HOST;
  return env.PUBLIC_URL ?? `${env.HTTPS === 'local' ? 'https' : 'http'}://${host}:${port}`;
}

/** Whether calls have any STUN or TURN server; without one hardly any leaves its network. */
export function canReachOut(env: Env): boolean {
  return createIceConfig(env)('').iceServers.length > 0;
}

/** Whether calls have a TURN server; without one they work, but not for everybody. */
export function canRelay(env: Env): boolean {
  return hasTurn(createIceConfig(env)(''));
}
