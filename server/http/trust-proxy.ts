import { BlockList, isIP } from 'node:net';

/** Whether the peer at `address`, `hop` steps in front of this server (0: connected to it), is a proxy of ours. */
export type TrustProxy = (address: string, hop: number) => boolean;

export const noProxy: TrustProxy = () => false;

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address);
  return version === 0 ? null : version === 4 ? 'ipv4' : 'ipv6';
}

function toBlockList(blocks: readonly string[]): BlockList | null {
  const list = new BlockList();
  for (const block of blocks) {
    const [address = '', prefix, ...rest] = block.split('/');
    const family = familyOf(address);
    if (family === null || rest.length > 0) return null;
    if (prefix === undefined) {
      list.addAddress(address, family);
      continue;
    }
    if (!/^\d{1,3}$/.test(prefix) || Number(prefix) > (family === 'ipv4' ? 32 : 128)) return null;
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Reads a number of hops or a list of addresses and CIDR blocks; `null` when it is neither. */
export function parseTrustProxy(text: string): TrustProxy | null {
  if (/^\d+$/.test(text)) {
    const hops = Number(text);
    return hops > 10 ? null : (_address, hop) => hop < hops;
  }
  const list = toBlockList(text.split(',').map((block) => block.trim()));
  return (
    list &&
    ((address) => {
      const family = familyOf(address);
      return family !== null && list.check(address, family);
    })
  );
}
