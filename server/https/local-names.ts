import { BlockList, isIP } from 'node:net';
import { hostname, type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

/** What this machine is called on its own network. */
export interface LocalNames {
  /** `localhost`, the host name, and the host name as mDNS has it. */
  names: readonly string[];
  /** Loopback and every address of a local network; IPv4 before IPv6. */
  addresses: readonly string[];
}

/** IPv4 blocks of loopback and local networks (RFC 6890), and the same of IPv6. */
export const localBlocks = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
] as const;

const local = new BlockList();
for (const [address, prefix] of localBlocks) local.addSubnet(address, prefix, `ipv${isIP(address) as 4 | 6}`);

/** Whether an address is of this machine or a local network, and so no other site's. */
export function isLocalAddress(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && local.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

/** Letters, digits, hyphens and dots: all that a certificate may call a host. */
const hostName = /^(?!-)[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})*$/;

/** Reads the names and addresses that people of the same network can open. Link-local IPv6 needs a zone, so it is left out. */
export function readLocalNames(
  host: string = hostname(),
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces(),
): LocalNames {
  const own = host.toLowerCase().replace(/\.$/, '');
  const names = hostName.test(own) ? [own, ...(own.includes('.') ? [] : [`${own}.local`])] : [];
  const found = Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .map(({ address }) => address)
    .filter(isLocalAddress);
  const addresses = new Set(['127.0.0.1', '::1', ...found]);
  const byFamily = (one: string, other: string) => isIP(one) - isIP(other);
  return { names: [...new Set(['localhost', ...names])], addresses: [...addresses].sort(byFamily) };
}
