import type { RouterKind } from './router-kinds';

/** What the two routers of a side are given for iptables-restore(8): the one at home and the carrier's. */
export interface SideRules {
  home: string;
  carrier: string;
}

/** Every table is named, because iptables-restore leaves those alone that are not. */
function ruleset(tables: { filter?: string[]; nat?: string[]; mangle?: string[] }): string {
  return (['filter', 'nat', 'mangle'] as const)
    .map((table) => [`*${table}`, ...(tables[table] ?? []), 'COMMIT', ''].join('\n'))
    .join('');
}

/**
 * What comes from outside without having been asked for is dropped, on the way to the router too: a packet that the
 * router itself took in would leave a conntrack entry behind, and that would take the port of the outgoing mapping.
 */
const firewall = [
  '-A INPUT -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
  '-A INPUT -i wan -j DROP',
  '-A FORWARD -i wan -m conntrack --ctstate ESTABLISHED,RELATED,DNAT -j ACCEPT',
  '-A FORWARD -i wan -j DROP',
];

/** Keeps the port where it is free, so the mapping does not depend on the destination. */
const masquerade = ['-A POSTROUTING -o wan -j MASQUERADE'];
/** A random port for each destination. */
const symmetric = ['-A POSTROUTING -o wan -j MASQUERADE --random-fully'];

const open = ruleset({});
const coneNat = ruleset({ filter: firewall, nat: masquerade });
const symmetricNat = ruleset({ filter: firewall, nat: symmetric });

/** The rules that make a router of `kind`, with one machine, at `hostAddress`, behind it. */
export function rulesOf(kind: RouterKind, hostAddress: string): SideRules {
  switch (kind) {
    case 'public':
      return { home: open, carrier: open };
    case 'pubfw':
      return { home: ruleset({ filter: firewall }), carrier: open };
    case 'fullcone': {
      const forward = `-A PREROUTING -i wan -p udp -j DNAT --to-destination ${hostAddress}`;
      return { home: ruleset({ filter: firewall, nat: [...masquerade, forward] }), carrier: open };
    }
    case 'arc': {
      // Whom the machine has sent something may send back from any port, for two minutes.
      const remember = '-A FORWARD -o wan -p udp -m recent --name known --rdest --set';
      const forward =
        '-A PREROUTING -i wan -p udp -m recent --name known --rsource --rcheck --seconds 120 ' +
        `-j DNAT --to-destination ${hostAddress}`;
      return {
        home: ruleset({ filter: firewall, nat: [...masquerade, forward], mangle: [remember] }),
        carrier: open,
      };
    }
    case 'eim':
      return { home: coneNat, carrier: open };
    case 'sym':
      return { home: symmetricNat, carrier: open };
    case 'cgnat':
      return { home: coneNat, carrier: coneNat };
    case 'cgnsym':
      return { home: coneNat, carrier: symmetricNat };
    case 'udpblock': {
      const filter = ['-A FORWARD -p udp -j DROP', ...firewall];
      return { home: ruleset({ filter, nat: masquerade }), carrier: open };
    }
    case 'only443': {
      const filter = [
        ...firewall,
        '-A FORWARD -o wan -p tcp --dport 443 -j ACCEPT',
        '-A FORWARD -o wan -j DROP',
      ];
      return { home: ruleset({ filter, nat: masquerade }), carrier: open };
    }
  }
}
