import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { outgoingAddress } from '../http/outgoing-address';

/** Where coturn relays. */
export interface RelayAddresses {
  /** This machine's own addresses towards the internet: IPv4, IPv6 or both. */
  local: readonly string[];
  /** What the internet knows a private IPv4 address among them as; `null` where it needs no translation. */
  external: string | null;
}

const hidden = new BlockList();
for (const [address, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  hidden.addSubnet(address, prefix);
}
const isHidden = (address: string) => isIP(address) === 4 && hidden.check(address);

async function resolved(name: string): Promise<string | null> {
  return lookup(name, { family: 4 }).then(
    ({ address }) => address,
    () => null,
  );
}

/**
 * Finds the addresses that a relay of the name `domain` has. Where this machine's IPv4 address is a private one, as at
 * most clouds, the DNS tells the public one, unless `externalIp` does. Throws words for the operator.
 */
export async function findRelayAddresses(
  domain: string,
  externalIp: string,
  { outgoing = outgoingAddress, resolve = resolved } = {},
): Promise<RelayAddresses> {
  if (externalIp !== '' && isIP(externalIp) !== 4) {
    throw new Error(`EXTERNAL_IP holds ${JSON.stringify(externalIp)}, but must be an IPv4 address.`);
  }
  const [v4, v6] = [await outgoing(4), await outgoing(6)];
  // Unique local and link-local ones lead nowhere.
  const local = [v4, v6 !== null && /^[23]/.test(v6) ? v6 : null].filter((address) => address !== null);
  if (local.length === 0)
    throw new Error('This machine has no way to the internet: no address to relay from.');
  if (v4 === null || v4 === externalIp) return { local, external: null };
  if (externalIp !== '') return { local, external: externalIp };
  if (!isHidden(v4)) return { local, external: null };
  const found = await resolve(domain);
  if (found !== null && !isHidden(found)) return { local, external: found };
  throw new Error(
    `This machine's address is ${v4}, a private one, and ${domain} ${found === null ? 'has no IPv4 address in the DNS' : `is ${found}`}: have it lead here, or set EXTERNAL_IP.`,
  );
}
