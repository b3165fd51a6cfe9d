/** Where everything is. Documentation ranges (RFC 5737, RFC 3849): nothing in the lab has a route to the outside. */

/** The machines of the public segment. */
export const serverAddresses = {
  gateway: '198.51.100.1',
  app: '198.51.100.10',
  turn: '198.51.100.20',
  otherTurn: '198.51.100.30',
} as const;

/** A network between two neighbours: the address nearer to the internet, and the one further away. */
interface Link {
  near: string;
  far: string;
  prefixLength: number;
}

export interface SideAddresses {
  /** Behind a NAT, nobody outside has a route to it. */
  privateLan: Link;
  /** Without NAT, the core routes it. */
  publicLan: Link & { network: string };
  /** Carrier to home router. */
  street: Link & { network: string };
  /** Core to carrier. */
  trunk: Link;
  /** The second access network, with a router of its own. */
  backupLan: Link;
  backupTrunk: Link;
  /** Global IPv6 addresses, for a side that is given some: networks of 64 bits, all within `network`. */
  ipv6: Record<'lan' | 'street' | 'trunk', { near: string; far: string }> & { network: string };
}

/** The addresses of the `index`-th side, from 0. */
export function addressesOf(index: number): SideAddresses {
  return {
    privateLan: { near: `192.168.${index + 1}.1`, far: `192.168.${index + 1}.10`, prefixLength: 24 },
    publicLan: { ...link('203.0.113', 8 * index, 29), network: `203.0.113.${8 * index}/29` },
    street: { ...link('203.0.113', 64 + 4 * index, 30), network: `203.0.113.${64 + 4 * index}/30` },
    trunk: link('203.0.113', 128 + 4 * index, 30),
    backupLan: { near: `10.77.${index + 1}.1`, far: `10.77.${index + 1}.10`, prefixLength: 24 },
    backupTrunk: link('203.0.113', 192 + 4 * index, 30),
    ipv6: {
      network: `2001:db8:${index + 1}::/48`,
      lan: ipv6Link(index, 1),
      street: ipv6Link(index, 2),
      trunk: ipv6Link(index, 3),
    },
  };
}

function ipv6Link(index: number, subnet: number): { near: string; far: string } {
  const base = `2001:db8:${index + 1}:${subnet}::`;
  return { near: `${base}1`, far: `${base}10` };
}

function link(base: string, offset: number, prefixLength: number): Link {
  return { near: `${base}.${offset + 1}`, far: `${base}.${offset + 2}`, prefixLength };
}
