import { describe, expect, it } from 'vitest';
import { readEnv } from './env';

function messageOf(source: Record<string, string>): string {
  const result = readEnv(source);
  return result.ok ? '' : result.message;
}

const turn = {
  TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org:443?transport=tcp',
};

describe('readEnv', () => {
  it('works with nothing configured, and asks no third party for anything', () => {
    expect(readEnv({})).toMatchObject({
      ok: true,
      value: {
        PORT: 3000,
        HOST: null,
        PUBLIC_URL: null,
        ROOM_CAPACITY: 8,
        STUN_URLS: [],
        TURN_URLS: [],
        LOG_LEVEL: 'info',
      },
    });
  });

  it('takes an empty or blank variable for unset', () => {
    expect(readEnv({ PORT: '', ROOM_CAPACITY: '  ', TURN_URLS: '', TURN_SECRET: '' })).toEqual(readEnv({}));
  });

  it('reads every kind of value', () => {
    const result = readEnv({
      PORT: '8080',
      PUBLIC_URL: 'https://call.example.org/',
      ALLOWED_ORIGINS: 'https://a.example, http://b.example:8080',
      ROOM_CAPACITY: '4',
      STUN_URLS: 'stun:stun.example.org',
      ...turn,
      TURN_SECRET: 'hush',
      TURN_TTL_S: '600',
      ICE_TRANSPORT_POLICY: 'relay',
      LOG_LEVEL: 'debug',
    });
    expect(result).toMatchObject({
      ok: true,
      value: {
        PORT: 8080,
        PUBLIC_URL: 'https://call.example.org',
        ALLOWED_ORIGINS: ['https://a.example', 'http://b.example:8080'],
        ROOM_CAPACITY: 4,
        STUN_URLS: ['stun:stun.example.org'],
        TURN_URLS: turn.TURN_URLS.split(','),
        TURN_TTL_S: 600,
        ICE_TRANSPORT_POLICY: 'relay',
        LOG_LEVEL: 'debug',
      },
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '80a'],
    ['HOST', 'http://localhost'],
    ['PUBLIC_URL', 'call.example.org'],
    ['PUBLIC_URL', 'https://call.example.org/parley'],
    ['PUBLIC_URL', 'ftp://call.example.org'],
    ['ALLOWED_ORIGINS', 'https://a.example,*'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '11'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['ROOM_CAPACITY', '1'],
    ['ROOM_CAPACITY', '33'],
    ['STUN_URLS', 'turn:turn.example.org'],
    ['STUN_URLS', 'stun:stun.example.org:0'],
    ['STUN_URLS', 'stun:stun.example.org:65536'],
    ['STUN_URLS', 'stun:exa{m}ple.org'],
    ['STUN_URLS', 'stun:[::1::2]'],
    ['STUN_URLS', 'stun:stun.example.org?transport=udp'],
    ['TURN_URLS', 'turn.example.org'],
    ['TURN_URLS', 'turn:turn.example.org:99999?transport=udp'],
    ['TURN_URLS', 'turn:turn.example.org:'],
    ['TURN_TTL_S', '1'],
    ['ICE_TRANSPORT_POLICY', 'direct'],
    ['LOG_LEVEL', 'loud'],
    ['LIMIT_WATCHERS', '0'],
  ])('refuses %s=%s in one line that names it, what it holds and what is accepted', (name, value) => {
    const message = messageOf({ [name]: value });
    expect(message).toMatch(new RegExp(`^${name} holds `));
    expect(message).toContain(JSON.stringify(value));
    expect(message).toContain('but must be');
    expect(message).not.toContain('\n');
  });

  it.each(['stun:stun.example.org', 'stuns:192.0.2.1:1', 'stun:[2001:db8::1]:65535'])(
    'takes %s for a STUN server',
    (value) => {
      expect(readEnv({ STUN_URLS: value })).toMatchObject({ value: { STUN_URLS: [value] } });
    },
  );

  it.each([
    ['not JSON', '[{'],
    ['a URL of another kind', '[{"urls":"https://hush.example"}]'],
    ['a port that there is not', '[{"urls":"stun:hush.example:99999"}]'],
    ['a TURN server without credentials', '[{"urls":["turn:turn.example.org"],"username":"hush"}]'],
    ['an unknown key', '[{"urls":"stun:stun.example.org","password":"hush"}]'],
  ])('refuses ICE_SERVERS that hold %s without showing what may be secret', (_name, value) => {
    const message = messageOf({ ICE_SERVERS: value });
    expect(message).toMatch(
      /^ICE_SERVERS holds a value of \d+ characters, not shown, but must be a JSON array/,
    );
    expect(message).not.toContain('hush');
  });

  it.each([
    ['another protocol', 'https://ada:hush@redis.example.org'],
    ['no URL', 'redis.example.org:hush'],
    ['a path that is no database', 'redis://:hush@redis.example.org/rooms'],
  ])('refuses a REDIS_URL of %s without showing what may be secret', (_name, value) => {
    const message = messageOf({ REDIS_URL: value });
    expect(message).toMatch(/^REDIS_URL holds a value of \d+ characters, not shown, but must be a redis: or/);
    expect(message).not.toContain('hush');
  });

  it.each(['redis://localhost', 'rediss://ada:hush@redis.example.org:6380/2', 'redis://[::1]:6379'])(
    'takes %s for a Redis',
    (value) => {
      expect(readEnv({ REDIS_URL: value })).toMatchObject({ value: { REDIS_URL: value } });
    },
  );

  it('hides a password within an address', () => {
    expect(messageOf({ PUBLIC_URL: 'https://ada:hush@call.example.org/x' })).not.toContain('hush');
  });

  it.each([
    ['TURN_URLS', { ...turn }],
    ['TURN_URLS', { TURN_SECRET: 'hush' }],
    ['TURN_URLS', { TURN_USERNAME: 'ada', TURN_CREDENTIAL: 'hush' }],
    ['TURN_CREDENTIAL', { ...turn, TURN_USERNAME: 'ada' }],
    ['TURN_USERNAME', { ...turn, TURN_CREDENTIAL: 'hush' }],
    ['TURN_SECRET', { ...turn, TURN_SECRET: 'hush', TURN_USERNAME: 'ada', TURN_CREDENTIAL: 'hush' }],
    ['ICE_TRANSPORT_POLICY', { ICE_TRANSPORT_POLICY: 'relay' }],
    [
      'ICE_TRANSPORT_POLICY',
      { ICE_TRANSPORT_POLICY: 'relay', ICE_SERVERS: '[{"urls":"stun:stun.example.org"}]' },
    ],
  ])('names %s when variables contradict each other: %o', (name, source) => {
    const message = messageOf(source);
    expect(message).toMatch(new RegExp(`^${name} `));
    expect(message).not.toMatch(/hush|\n/);
  });

  it('lets ICE_SERVERS replace what the TURN variables hold', () => {
    const servers = '[{"urls":"turn:turn.example.org","username":"ada","credential":"hush"}]';
    expect(readEnv({ ICE_SERVERS: servers, TURN_SECRET: 'x', ICE_TRANSPORT_POLICY: 'relay' })).toMatchObject({
      ok: true,
      value: { ICE_SERVERS: [{ urls: ['turn:turn.example.org'], username: 'ada', credential: 'hush' }] },
    });
  });
});
