import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serverAddresses } from './addresses';
import { AppServer } from './app-server';
import { type Certificate, makeCertificate } from './certificate';
import { connect, routeByDefault } from './connect';
import { removeLab } from './leftovers';
import { Namespace } from './namespace';
import { Side } from './side';
import { startTurnServer, type TurnServer } from './turn-server';

interface LabOptions {
  /** What all namespaces begin with: two labs with different names do not disturb each other. */
  name: string;
  /** The sides by their letters. */
  sides: readonly string[];
  hasWires: boolean;
  /** Whether there is a second coturn, and the server tells people of it. */
  hasOtherTurn: boolean;
}

/** The folders of the labs that stand, by their names. */
const standing = new Map<string, string>();
process.once('exit', () => {
  for (const [name, folder] of standing) remove(name, folder);
});

/** Sides, the core that connects them, and the public segment: the app's server and coturn. */
export class Lab {
  private constructor(
    private readonly name: string,
    readonly folder: string,
    readonly certificate: Certificate,
    readonly app: AppServer,
    private readonly sides: ReadonlyMap<string, Side>,
    private readonly turns: ReadonlyMap<string, TurnServer>,
  ) {}

  /** Builds a lab and starts its servers. Whatever happens to this process, short of SIGKILL, takes it down. */
  static async create({ name, sides, hasWires, hasOtherTurn }: LabOptions): Promise<Lab> {
    removeLab(name);
    const folder = mkdtempSync(join(tmpdir(), `${name}-`));
    standing.set(name, folder);
    const certificate = await makeCertificate(folder);
    const core = await Namespace.create(`${name}-core`, { isRouter: true });
    const server = await Namespace.create(`${name}-server`, { isRouter: false });
    await connect(
      { namespace: core, interface: 'servers', address: `${serverAddresses.gateway}/24` },
      { namespace: server, interface: 'eth0', address: `${serverAddresses.app}/24` },
    );
    for (const address of [serverAddresses.turn, serverAddresses.otherTurn]) {
      await server.ip('address', 'add', `${address}/24`, 'dev', 'eth0');
    }
    await routeByDefault(server, serverAddresses.gateway);
    // Packets to addresses that nobody has vanish, as on the internet. With an error instead, coturn gives the
    // client's whole allocation up as soon as it is asked to send to somebody's private address.
    await core.ip('route', 'add', 'blackhole', 'default');

    const built = new Map<string, Side>();
    for (const [index, letter] of sides.entries()) {
      built.set(letter, await Side.create({ prefix: `${name}-${letter}`, index, core, hasWire: hasWires }));
    }
    const turnAddresses = hasOtherTurn
      ? [serverAddresses.turn, serverAddresses.otherTurn]
      : [serverAddresses.turn];
    const turns = new Map<string, TurnServer>();
    for (const address of turnAddresses) {
      turns.set(address, await startTurnServer(server, address, certificate, folder));
    }
    const app = new AppServer(server, certificate, turnAddresses);
    await app.start();
    return new Lab(name, folder, certificate, app, built, turns);
  }

  side(letter: string): Side {
    const side = this.sides.get(letter);
    if (!side) throw new Error(`There is no side ${letter}.`);
    return side;
  }

  /** Takes everything down: what runs in the lab, its namespaces, its files. */
  remove(): void {
    for (const side of this.sides.values()) side.wire?.cut();
    remove(this.name, this.folder);
  }

  /** The coturn at an address. */
  turn(address: string): TurnServer {
    const turn = this.turns.get(address);
    if (!turn) throw new Error(`There is no TURN server at ${address}.`);
    return turn;
  }
}

function remove(name: string, folder: string): void {
  standing.delete(name);
  removeLab(name);
  rmSync(folder, { recursive: true, force: true });
}
