/** How a router treats UDP: mapping and filtering behaviour in the terms of RFC 4787, sections 4.1 and 5. */
interface Behaviour {
  /** Whether the machine behind it has a public address of its own, one for all destinations, or one for each. */
  mapping: 'none' | 'endpoint-independent' | 'address-and-port-dependent';
  /** From where packets are let in to a mapping that the machine behind it has opened. */
  filtering: 'endpoint-independent' | 'address-dependent' | 'address-and-port-dependent';
  hasUdp: boolean;
  /** In a few words, for the table. */
  means: string;
}

/** The ten kinds of router in the lab. */
export const routerKinds = {
  public: {
    mapping: 'none',
    filtering: 'endpoint-independent',
    hasUdp: true,
    means: 'a public address',
  },
  pubfw: {
    mapping: 'none',
    filtering: 'address-and-port-dependent',
    hasUdp: true,
    means: 'a public address behind a stateful firewall',
  },
  fullcone: {
    mapping: 'endpoint-independent',
    filtering: 'endpoint-independent',
    hasUdp: true,
    means: 'a full cone NAT',
  },
  arc: {
    mapping: 'endpoint-independent',
    filtering: 'address-dependent',
    hasUdp: true,
    means: 'an address-restricted cone NAT',
  },
  eim: {
    mapping: 'endpoint-independent',
    filtering: 'address-and-port-dependent',
    hasUdp: true,
    means: 'a port-restricted cone NAT: most homes',
  },
  sym: {
    mapping: 'address-and-port-dependent',
    filtering: 'address-and-port-dependent',
    hasUdp: true,
    means: 'a symmetric NAT: many offices',
  },
  cgnat: {
    mapping: 'endpoint-independent',
    filtering: 'address-and-port-dependent',
    hasUdp: true,
    means: 'a home NAT behind a carrier’s NAT: many phones',
  },
  cgnsym: {
    mapping: 'address-and-port-dependent',
    filtering: 'address-and-port-dependent',
    hasUdp: true,
    means: 'a home NAT behind a carrier’s symmetric NAT',
  },
  udpblock: {
    mapping: 'endpoint-independent',
    filtering: 'address-and-port-dependent',
    hasUdp: false,
    means: 'a firewall that lets no UDP out',
  },
  only443: {
    mapping: 'endpoint-independent',
    filtering: 'address-and-port-dependent',
    hasUdp: false,
    means: 'a firewall that lets only TCP to port 443 out',
  },
} as const satisfies Record<string, Behaviour>;

export type RouterKind = keyof typeof routerKinds;
export const routerKindNames = Object.keys(routerKinds) as RouterKind[];

export function isRouterKind(text: string): text is RouterKind {
  return text in routerKinds;
}

/** A machine with a public address keeps it: no NAT. */
export function hasPublicAddress(kind: RouterKind): boolean {
  return routerKinds[kind].mapping === 'none';
}

/**
 * Whether packets can flow straight between the two: both have UDP, and a mapping that nobody can foresee does not
 * meet a filter that wants to know its port (RFC 5128, section 3.3).
 */
export function canConnectDirectly(one: RouterKind, other: RouterKind): boolean {
  const [a, b] = [routerKinds[one], routerKinds[other]];
  const isShutOut = (from: Behaviour, to: Behaviour) =>
    from.mapping === 'address-and-port-dependent' && to.filtering === 'address-and-port-dependent';
  return a.hasUdp && b.hasUdp && !isShutOut(a, b) && !isShutOut(b, a);
}

/** All unordered pairs of kinds: 55 for ten kinds. */
export function kindPairs(): [RouterKind, RouterKind][] {
  return routerKindNames.flatMap((one, index) =>
    routerKindNames.slice(index).map((other): [RouterKind, RouterKind] => [one, other]),
  );
}
