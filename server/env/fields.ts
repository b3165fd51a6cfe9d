import { isIPv6 } from 'node:net';
import * as v from 'valibot';
import { limits } from '@/lib/protocol';
import { noProxy, parseTrustProxy } from '../http/trust-proxy';

/** How one variable is read, and the words for what it accepts. */
export interface Field<T> {
  schema: v.GenericSchema<string, T>;
  fallback: T;
  accepts: string;
  isSecret?: boolean;
}

function field<T, F extends T | null>(
  schema: v.GenericSchema<string, T>,
  fallback: F,
  accepts: string,
  isSecret = false,
): Field<T | F> {
  return { schema, fallback, accepts, isSecret };
}

function integer(min: number, max: number): v.GenericSchema<string, number> {
  return v.pipe(v.string(), v.digits(), v.transform(Number), v.minValue(min), v.maxValue(max));
}

const atMost = 1_000_000;
const text = v.string();

/** `scheme://host[:port]` and nothing after it. */
const origin = v.pipe(
  v.string(),
  v.url(),
  v.transform((value) => new URL(value)),
  v.check((url) => /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`),
  v.transform((url) => url.origin),
);

/** An origin; or, with a path, a function's address, there or with the pages. Pages over HTTPS may use nothing else. */
const signalingUrl = v.pipe(
  v.string(),
  v.transform((value) => value.replace(/(?<=[^/])\/+$/, '')),
  v.check((value) => URL.canParse(value, 'https://own.invalid')),
  v.check((value) => {
    const { protocol, hostname, pathname, origin, href } = new URL(value, 'https://own.invalid');
    const isSafe =
      protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname));
    const isOwn = value.startsWith('/') && !value.startsWith('//') && pathname !== '/';
    return isSafe && href === origin + pathname && (isOwn || /^https?:\/\//i.test(value));
  }),
);

function list<T>(item: v.GenericSchema<string, T>): v.GenericSchema<string, readonly T[]> {
  return v.pipe(
    v.string(),
    v.transform((value) =>
      value
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
    v.array(item),
  );
}

/** A browser throws at a host or port of another kind, and would at the start of every call. */
function iceUrl(scheme: string, query = ''): v.GenericSchema<string> {
  const host = String.raw`(?:[\w.-]+|\[(?<ipv6>[\da-f:.]+)\])`;
  const pattern = new RegExp(String.raw`^${scheme}:${host}(?::(?<port>\d{1,5}))?${query}$`, 'i');
  return v.pipe(
    v.string(),
    v.check((url) => {
      const parts = pattern.exec(url)?.groups;
      if (!parts) return false;
      const { ipv6 = '::', port = 1 } = parts;
      return isIPv6(ipv6) && Number(port) >= 1 && Number(port) <= 65_535;
    }),
  );
}

/** RFC 7064. */
const stunUrl = iceUrl('stuns?');
/** RFC 7065. */
const turnUrl = iceUrl('turns?', String.raw`(?:\?transport=(?:udp|tcp))?`);

/** webrtc-pc 4.2.4: a TURN server comes with both a username and a credential. */
const iceServer = v.pipe(
  v.strictObject({
    urls: v.pipe(
      v.union([v.string(), v.array(v.string())]),
      v.transform((urls) => (typeof urls === 'string' ? [urls] : urls)),
      v.minLength(1),
      v.array(v.union([stunUrl, turnUrl])),
    ),
    username: v.optional(v.string()),
    credential: v.optional(v.string()),
  }),
  v.check(
    ({ urls, username, credential }) =>
      !urls.some((url) => /^turn/i.test(url)) || (username !== undefined && credential !== undefined),
  ),
  v.transform(({ urls, username, credential }) => ({
    urls,
    ...(username !== undefined && { username }),
    ...(credential !== undefined && { credential }),
  })),
);

const iceServers = v.pipe(v.string(), v.parseJson(), v.array(iceServer), v.maxLength(20));

/** https://www.iana.org/assignments/uri-schemes/prov/redis: host, and perhaps account, port and database. */
const redisUrl = v.pipe(
  v.string(),
  v.url(),
  v.check((value) => {
    const { protocol, hostname, pathname, search, hash } = new URL(value);
    const isWhole = /^rediss?:$/.test(protocol) && hostname !== '' && /^(?:\/\d{0,4})?$/.test(pathname);
    return isWhole && search === '' && hash === '';
  }),
);

/** Every variable the server reads. `.env.example` explains them to people. */
export const fields = {
  PORT: field(integer(0, 65_535), 3000, 'a port number from 0 to 65535'),
  HOST: field(
    v.pipe(
      text,
      v.check((host) => !/[\s/]/.test(host)),
    ),
    null,
    'an address or host name to listen on',
  ),
  HTTPS: field(v.picklist(['off', 'local']), 'off', 'off or local'),
  PUBLIC_URL: field(origin, null, 'the address people open, like https://call.example.org, without a path'),
  NEXT_PUBLIC_SIGNALING_URL: field(
    signalingUrl,
    null,
    'where the pages find signaling: an https: address like https://signaling.example.org, or a path of their own like /api/signaling',
  ),
  PAGES: field(v.picklist(['on', 'off']), 'on', 'on or off'),
  CONNECTION_LIFE_S: field(integer(1, 86_400), null, 'seconds from 1 to 86400'),
  ALLOWED_ORIGINS: field(list(origin), [], 'origins with commas between them, like https://example.org'),
  TRUST_PROXY: field(
    v.pipe(
      v.string(),
      v.check((value) => parseTrustProxy(value) !== null),
      v.transform((value) => parseTrustProxy(value) ?? noProxy),
    ),
    noProxy,
    'how many proxies stand in front (0 to 10), or their addresses or CIDR blocks with commas between them',
  ),
  ROOM_CAPACITY: field(
    integer(2, limits.roomCapacityMax),
    8,
    `a number of people from 2 to ${limits.roomCapacityMax}`,
  ),
  REDIS_URL: field(
    redisUrl,
    null,
    'a redis: or rediss: URL, like redis://:password@redis.example.org:6379/0',
    true,
  ),
  DRAIN_TIMEOUT_S: field(integer(1, 600), 8, 'seconds from 1 to 600'),
  STUN_URLS: field(list(stunUrl), [], 'stun: URLs with commas between them, like stun:stun.example.org:3478'),
  TURN_URLS: field(
    list(turnUrl),
    [],
    'turn: or turns: URLs with commas between them, like turn:turn.example.org:3478?transport=udp',
  ),
  TURN_SECRET: field(text, null, "coturn's static-auth-secret", true),
  TURN_TTL_S: field(integer(60, 604_800), 43_200, 'seconds from 60 to 604800'),
  TURN_USERNAME: field(text, null, 'the user name of a TURN account'),
  TURN_CREDENTIAL: field(text, null, 'the password of a TURN account', true),
  ICE_SERVERS: field(
    iceServers,
    null,
    'a JSON array of {urls, username, credential}, with both of the last two for turn: URLs',
    true,
  ),
  ICE_TRANSPORT_POLICY: field(v.picklist(['all', 'relay']), 'all', 'all or relay'),
  ICE_SELF_TEST: field(v.picklist(['on', 'off']), 'on', 'on or off'),
  LOG_LEVEL: field(
    v.picklist(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
    'info',
    'silent, fatal, error, warn, info, debug or trace',
  ),
  METRICS_PORT: field(integer(1, 65_535), null, 'a port number from 1 to 65535'),
  METRICS_HOST: field(
    v.pipe(
      text,
      v.check((host) => !/[\s/]/.test(host)),
    ),
    '127.0.0.1',
    'an address or host name to listen on',
  ),
  METRICS_TOKEN: field(v.pipe(text, v.minLength(16)), null, 'a secret of at least 16 characters', true),
  LIMIT_CONNECTIONS: field(integer(1, atMost), 256, `a number from 1 to ${atMost}`),
  LIMIT_CONNECTIONS_PER_MINUTE: field(integer(1, atMost), 600, `a number from 1 to ${atMost}`),
  LIMIT_MESSAGES_PER_S: field(integer(1, atMost), 50, `a number from 1 to ${atMost}`),
  LIMIT_ADDRESS_MESSAGES_PER_S: field(integer(1, atMost), 1000, `a number from 1 to ${atMost}`),
  LIMIT_WATCHERS: field(integer(1, atMost), 64, `a number from 1 to ${atMost}`),
};
