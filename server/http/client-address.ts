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

/** An IPv4 address that is written as an IPv6 one, as IPv4. */
export function unmap(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

/** The address of an entry, which some proxies write with the port of their peer; `null` when there is none. */
function addressIn(entry: string): string | null {
  const [, bracketed, beforePort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(entry) ?? [];
  const address = bracketed ?? beforePort ?? entry;
  return isIP(address) === 0 ? null : unmap(address);
}

/** What limits count an unmapped address as: itself, or its IPv6 /64. */
export function countedAddress(address: string): string {
  return isIP(address) === 6 ? prefix64(address) : address;
}

/**
 * The address that limits count for a request: an IPv4 address or an IPv6 /64. `X-Forwarded-For` is read from its
 * right end, and only through peers that `isTrusted` names, so a client cannot choose its own address. What stands
 * to the left of an entry that is no address was not written by a proxy of ours and is not believed.
 */
export function clientAddress(request: IncomingMessage, isTrusted: TrustProxy): string {
  const entries = String(request.headers['x-forwarded-for'] ?? '').split(',');
  let address = unmap(request.socket.remoteAddress ?? 'unknown');
  for (let hop = 0; isTrusted(address, hop); hop++) {
    const next = addressIn(entries.pop()?.trim() ?? '');
    if (next === null) break;
    address = next;
  }
  return countedAddress(address);
}
