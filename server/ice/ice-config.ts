import type { IceConfig, ParticipantId } from '@/lib/protocol';
import type { Env } from '../env/env';
import { turnCredentials } from './turn-credentials';

/** Makes the ICE configuration of one participant, with credentials of its own. */
export type IceConfigFor = (participantId: ParticipantId) => IceConfig;

type IceServer = IceConfig['iceServers'][number];

/**
 * The ICE configuration that `env` describes. With `TURN_SECRET` each call mints credentials that live for
 * `TURN_TTL_S` and name the participant by its hash only. `nowMs` is the wall clock, as coturn compares it.
 */
export function createIceConfig(env: Env, nowMs: () => number = Date.now): IceConfigFor {
  const iceTransportPolicy = env.ICE_TRANSPORT_POLICY;
  if (env.ICE_SERVERS !== null) {
    const config: IceConfig = { iceServers: env.ICE_SERVERS, iceTransportPolicy, ttlS: null };
    return () => config;
  }
  const stun: IceServer[] = env.STUN_URLS.length > 0 ? [{ urls: [...env.STUN_URLS] }] : [];
  const { TURN_SECRET: secret, TURN_TTL_S: ttlS, TURN_USERNAME: username, TURN_CREDENTIAL: credential } = env;
  const turnUrls = [...env.TURN_URLS];

  if (secret !== null) {
    return (participantId) => {
      const credentials = turnCredentials(secret, participantId, Math.floor(nowMs() / 1000) + ttlS);
      return { iceServers: [...stun, { urls: turnUrls, ...credentials }], iceTransportPolicy, ttlS };
    };
  }
  const turn: IceServer[] =
    username !== null && credential !== null ? [{ urls: turnUrls, username, credential }] : [];
  const config: IceConfig = { iceServers: [...stun, ...turn], iceTransportPolicy, ttlS: null };
  return () => config;
}

/** Whether anybody could be relayed with this configuration. */
export function hasTurn(config: IceConfig): boolean {
  return config.iceServers.some(({ urls }) => [urls].flat().some((url) => /^turns?:/i.test(url)));
}
