import type { SideAddresses } from './addresses';
import type { Namespace } from './namespace';

interface Machines {
  host: Namespace;
  home: Namespace;
  carrier: Namespace;
  core: Namespace;
  /** The core's interface to the carrier. */
  coreInterface: string;
}

/** What comes from outside without having been asked for is dropped; nothing is translated (RFC 6092). */
const firewall = [
  '*filter',
  '-A FORWARD -i wan -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
  '-A FORWARD -i wan -j DROP',
  'COMMIT',
  '',
].join('\n');

/** Gives a side global IPv6 addresses beside what it has, all the way to the core, behind a stateful firewall at home. */
export async function addIpv6(machines: Machines, addresses: SideAddresses['ipv6']): Promise<void> {
  const { host, home, carrier, core, coreInterface } = machines;
  const { network, lan, street, trunk } = addresses;
  for (const machine of [host, home, carrier, core]) {
    const isRouter = machine !== host;
    await machine.run(
      'sysctl',
      '-qw',
      'net.ipv6.conf.all.disable_ipv6=0',
      `net.ipv6.conf.all.forwarding=${isRouter ? 1 : 0}`,
    );
  }
  await give(host, 'eth0', lan.far);
  await give(home, 'lan', lan.near);
  await give(home, 'wan', street.far);
  await give(carrier, 'lan', street.near);
  await give(carrier, 'wan', trunk.far);
  await give(core, coreInterface, trunk.near);
  await route(host, 'default', lan.near);
  await route(home, 'default', street.near);
  await route(carrier, 'default', trunk.near);
  await route(carrier, network, street.far);
  await route(core, network, trunk.far);
  await home.setRules(firewall, 'IPv6');
}

/** Takes the host's IPv6 addresses away again. */
export async function removeIpv6(host: Namespace): Promise<void> {
  await host.run('sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1');
}

/** Without duplicate address detection (RFC 4862, section 5.4), which takes a second: nobody else is there. */
function give(machine: Namespace, interfaceName: string, address: string): Promise<string> {
  return machine.ip('-6', 'address', 'replace', `${address}/64`, 'dev', interfaceName, 'nodad');
}

function route(machine: Namespace, destination: string, via: string): Promise<string> {
  return machine.ip('-6', 'route', 'replace', destination, 'via', via);
}
