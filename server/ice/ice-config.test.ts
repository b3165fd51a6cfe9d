import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { clientEvents } from '@/lib/protocol';
import { readEnv } from '../env/env';
import { createIceConfig, hasTurn } from './ice-config';

function configOf(source: Record<string, string>, nowMs?: () => number) {
  const env = readEnv(source);
  if (!env.ok) throw new Error(env.message);
  const config = createIceConfig(env.value, nowMs)('abcd-efgh-ijkl-mnop');
  return v.parse(clientEvents['ice:refresh'].reply, config);
}

const turn = 'turn:turn.example.org:3478';

describe('createIceConfig', () => {
  it('names no server when none is configured', () => {
    expect(configOf({})).toEqual({ iceServers: [], iceTransportPolicy: 'all', ttlS: null });
  });

  it('mints credentials that coturn accepts until they expire, and that hold no name but the hash', () => {
    const config = configOf(
      { STUN_URLS: 'stun:stun.example.org', TURN_URLS: turn, TURN_SECRET: 'hush', TURN_TTL_S: '600' },
      () => 1_000_000_999,
    );
    const username = '1000600:abcd-efgh-ijkl-mnop';
    expect(config).toEqual({
      iceServers: [
        { urls: ['stun:stun.example.org'] },
        { urls: [turn], username, credential: createHmac('sha1', 'hush').update(username).digest('base64') },
      ],
      iceTransportPolicy: 'all',
      ttlS: 600,
    });
  });

  it('gives the known HMAC-SHA1 of RFC 2202', () => {
    expect(createHmac('sha1', 'Jefe').update('what do ya want for nothing?').digest('hex')).toBe(
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    );
  });

  it('passes static credentials on, which do not expire', () => {
    expect(configOf({ TURN_URLS: turn, TURN_USERNAME: 'ada', TURN_CREDENTIAL: 'pw' })).toEqual({
      iceServers: [{ urls: [turn], username: 'ada', credential: 'pw' }],
      iceTransportPolicy: 'all',
      ttlS: null,
    });
  });

  it('lets ICE_SERVERS win over everything else', () => {
    const config = configOf({
      ICE_SERVERS: '[{"urls":"turn:other.example.org","username":"bob","credential":"pw"}]',
      STUN_URLS: 'stun:stun.example.org',
      ICE_TRANSPORT_POLICY: 'relay',
    });
    expect(config.iceServers).toEqual([
      { urls: ['turn:other.example.org'], username: 'bob', credential: 'pw' },
    ]);
    expect(config.iceTransportPolicy).toBe('relay');
  });

  it('knows whether anybody could be relayed', () => {
    expect(hasTurn(configOf({ STUN_URLS: 'stun:stun.example.org' }))).toBe(false);
    expect(hasTurn(configOf({ TURN_URLS: 'turns:turn.example.org', TURN_SECRET: 'x' }))).toBe(true);
  });
});
