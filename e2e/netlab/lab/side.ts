import { addressesOf, type SideAddresses } from './addresses';
import { connect, plugIn, routeByDefault } from './connect';
import { addIpv6, removeIpv6 } from './ipv6';
import { Namespace } from './namespace';
import { hasPublicAddress, type RouterKind } from './router-kinds';
import { rulesOf } from './router-rules';
import { connectByWire, type Wire } from './wire';

interface SideOptions {
  /** `<lab>-<name>`: what the names of its machines begin with. */
  prefix: string;
  /** Which of the lab's sides this is, from 0: decides its addresses. */
  index: number;
  core: Namespace;
  /** Whether the line between home and carrier can be impaired. It costs a process. */
  hasWire: boolean;
}

/**
 * One side of a call: a host, the router of its home, the carrier's router, and the core that connects all sides.
 *
 *   host eth0 — lan [home] wan — lan [carrier] wan — core
 */
export class Side {
  private kind: RouterKind = 'public';
  private isDualStack = false;

  private constructor(
    readonly host: Namespace,
    private readonly home: Namespace,
    private readonly carrier: Namespace,
    private readonly core: Namespace,
    private readonly addresses: SideAddresses,
    private readonly options: SideOptions,
    /** The line from home to carrier: what goes up is what the host sends. */
    readonly wire: Wire | null,
  ) {}

  static async create(options: SideOptions): Promise<Side> {
    const { prefix, index, core } = options;
    const addresses = addressesOf(index);
    const [host, home, carrier] = await Promise.all([
      Namespace.create(`${prefix}-host`, { isRouter: false }),
      Namespace.create(`${prefix}-home`, { isRouter: true }),
      Namespace.create(`${prefix}-carrier`, { isRouter: true }),
    ]);
    const { street, trunk, publicLan, privateLan } = addresses;
    const homeEnd = { namespace: home, interface: 'wan', address: `${street.far}/${street.prefixLength}` };
    const carrierEnd = {
      namespace: carrier,
      interface: 'lan',
      address: `${street.near}/${street.prefixLength}`,
    };
    const wire = options.hasWire ? await connectByWire(homeEnd, carrierEnd) : null;
    if (!wire) await connect(homeEnd, carrierEnd);
    await connect(
      { namespace: carrier, interface: 'wan', address: `${trunk.far}/${trunk.prefixLength}` },
      { namespace: core, interface: `side${index}`, address: `${trunk.near}/${trunk.prefixLength}` },
    );
    await connect(
      { namespace: host, interface: 'eth0', address: `${publicLan.far}/${publicLan.prefixLength}` },
      { namespace: home, interface: 'lan', address: `${publicLan.near}/${publicLan.prefixLength}` },
    );
    await home.ip('address', 'add', `${privateLan.near}/${privateLan.prefixLength}`, 'dev', 'lan');
    await Promise.all([
      routeByDefault(host, publicLan.near),
      routeByDefault(home, street.near),
      routeByDefault(carrier, trunk.near),
      core.ip('route', 'add', street.network, 'via', trunk.far),
      core.ip('route', 'add', publicLan.network, 'via', trunk.far),
      carrier.ip('route', 'add', publicLan.network, 'via', street.far),
    ]);
    return new Side(host, home, carrier, core, addresses, options, wire);
  }

  /** The host's address, which browsers do not like to see change. */
  get hostAddress(): string {
    const { publicLan, privateLan } = this.addresses;
    return hasPublicAddress(this.kind) ? publicLan.far : privateLan.far;
  }

  /** Whether the host has an IPv6 address too. */
  get hasIpv6(): boolean {
    return this.isDualStack;
  }

  /** Gives the side IPv6 beside IPv4, behind a firewall, or takes it away. After `setKind`, which may undo it. */
  async setIpv6(isOn: boolean): Promise<void> {
    if (isOn) {
      const { host, home, carrier, core, addresses } = this;
      const coreInterface = `side${this.options.index}`;
      await addIpv6({ host, home, carrier, core, coreInterface }, addresses.ipv6);
    } else if (this.isDualStack) {
      await removeIpv6(this.host);
    }
    this.isDualStack = isOn;
  }

  /** Makes the routers behave as `kind`; mappings that exist are forgotten. */
  async setKind(kind: RouterKind): Promise<void> {
    const before = this.hostAddress;
    this.kind = kind;
    if (this.hostAddress !== before) {
      const lan = hasPublicAddress(kind) ? this.addresses.publicLan : this.addresses.privateLan;
      await this.host.ip('address', 'flush', 'dev', 'eth0');
      await this.host.ip('address', 'add', `${lan.far}/${lan.prefixLength}`, 'dev', 'eth0');
      await routeByDefault(this.host, lan.near);
    }
    await this.applyRules(kind);
  }

  /** As when a NAT restarts: every mapping is lost, and the next ones have other ports. */
  rebind(): Promise<void> {
    return this.applyRules('sym');
  }

  /** Nothing passes the home router any more, in either direction, without a word; or it does again. */
  async setBlackhole(isOn: boolean): Promise<void> {
    await this.home.setRules(['*raw', ...(isOn ? ['-A PREROUTING -j DROP'] : []), 'COMMIT', ''].join('\n'));
  }

  /** Adds a second access network, behind a port-restricted NAT of its own. The host does not use it yet. */
  async addBackupNetwork(): Promise<void> {
    const { backupLan, backupTrunk } = this.addresses;
    const { prefix, index } = this.options;
    const router = await Namespace.create(`${prefix}-backup`, { isRouter: true });
    await connect(
      { namespace: router, interface: 'wan', address: `${backupTrunk.far}/${backupTrunk.prefixLength}` },
      {
        namespace: this.core,
        interface: `backup${index}`,
        address: `${backupTrunk.near}/${backupTrunk.prefixLength}`,
      },
    );
    await connect(
      { namespace: router, interface: 'lan', address: `${backupLan.near}/${backupLan.prefixLength}` },
      { namespace: this.host, interface: 'eth1', address: `${backupLan.far}/${backupLan.prefixLength}` },
    );
    await this.host.ip('address', 'flush', 'dev', 'eth1');
    await this.host.ip('link', 'set', 'eth1', 'down');
    await routeByDefault(router, backupTrunk.near);
    await router.setRules(rulesOf('eim', backupLan.far).home);
  }

  /** As when a laptop leaves the Wi-Fi for the phone: the old address is gone, and there is a new one. */
  async switchToBackupNetwork(): Promise<void> {
    const { near, far, prefixLength } = this.addresses.backupLan;
    await this.host.ip('address', 'flush', 'dev', 'eth0');
    await this.host.ip('link', 'set', 'eth0', 'down');
    await plugIn({ namespace: this.host, interface: 'eth1', address: `${far}/${prefixLength}` });
    await routeByDefault(this.host, near);
  }

  private async applyRules(kind: RouterKind): Promise<void> {
    const rules = rulesOf(kind, this.hostAddress);
    await Promise.all([this.home.setRules(rules.home), this.carrier.setRules(rules.carrier)]);
    await Promise.all([this.home.run('conntrack', '-F'), this.carrier.run('conntrack', '-F')]);
  }
}
