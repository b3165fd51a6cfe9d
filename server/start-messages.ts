import type { Env } from './env/env';
import { createIceConfig, hasTurn } from './ice/ice-config';

/** The address to open, for a person who has just started the server. */
export function addressToOpen(env: Env, port: number): string {
  const isAny = env.HOST === null || env.HOST === '0.0.0.0' || env.HOST === '::';
  const host = isAny ? 'localhost' : env.HOST?.includes(':') ? `[${env.HOST}]` : env.HOST;
  return env.PUBLIC_URL ?? `http://${host}:${port}`;
}

/** What is worth knowing of a configuration that works but not for everybody; `null` when there is nothing. */
export function connectivityNote(env: Env): string | null {
  if (hasTurn(createIceConfig(env)(''))) return null;
  return 'no TURN configured: about one call in six will not connect. Set TURN_URLS and TURN_SECRET.';
}
