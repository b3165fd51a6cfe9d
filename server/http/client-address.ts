import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TrustProxy } from './trust-proxy';

/** The first 64 bits of an IPv6 address: what one household or host is given (RFC 6177), so limits count these. */
function prefix64(address: string): string {
  const bare = address.split('%', 1)[0] ?? address;
  const groups = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [head = '', tail = ''] = groups.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const middle = groups.includes('::') ? Array(8 - left.length - right.length).fill('0') : [];
  return `${[...left, ...middle, ...right].slice(0, 4).join(':')}::/64`;
}

function normalize(address: string): string {
  const unmapped = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(unmapped) === 6 ? prefix64(unmapped) : unmapped;
}

/**
 * The address that limits count for a request: an IPv4 address or an IPv6 /64. `X-Forwarded-For` is read from its
 * right end, and only through peers that `isTrusted` names, so a client cannot choose its own address.
 */
export function clientAddress(request: IncomingMessage, isTrusted: TrustProxy): string {
  const header = request.headers['x-forwarded-for'];
  const forwarded = (header === undefined ? [] : String(header).split(','))
    .map((address) => address.trim())
    .filter((address) => isIP(address) !== 0);
  let address = request.socket.remoteAddress ?? 'unknown';
  for (
    let hop = 0;
    forwarded.length > 0 && isTrusted(address.replace(/^::ffff:(?=\d+\.)/i, ''), hop);
    hop++
  ) {
    address = forwarded.pop() ?? address;
  }
  return normalize(address);
}
