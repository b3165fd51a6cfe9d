import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';

/** A load balancer that keeps nobody on a node: each connection goes to the next one that accepts it. */
export class Balancer {
  /** Ports of the nodes. */
  readonly targets = new Set<number>();
  /** From now on every new connection is cut at some moment within the second half of this time. */
  longestLifeMs = Number.POSITIVE_INFINITY;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #open = new Map<Socket, number>();
  #turn = 0;

  private constructor() {
    this.#server = createServer((socket) => {
      this.#keep(socket);
      this.#forward(socket).catch(() => socket.destroy());
    });
  }

  static async start(): Promise<Balancer> {
    const balancer = new Balancer();
    balancer.#server.listen(0, '127.0.0.1');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections a node has. */
  connectionsTo(port: number): number {
    return [...this.#open.values()].filter((open) => open === port).length;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #forward(socket: Socket): Promise<void> {
    const ports = [...this.targets];
    for (let attempt = 0; attempt < ports.length; attempt++) {
      const port = ports[this.#turn++ % ports.length] ?? 0;
      const node = createConnection(port, '127.0.0.1');
      this.#keep(node);
      const isOpen = await once(node, 'connect').then(
        () => true,
        () => false,
      );
      if (!isOpen) continue;
      this.#open.set(node, port);
      socket.pipe(node).pipe(socket);
      this.#limitLife(socket);
      socket.once('close', () => node.destroy());
      node.once('close', () => {
        this.#open.delete(node);
        socket.destroy();
      });
      return;
    }
    socket.destroy();
  }

  #limitLife(socket: Socket): void {
    if (!Number.isFinite(this.longestLifeMs)) return;
    const timer = setTimeout(() => socket.destroy(), this.longestLifeMs * (1 - Math.random() / 2));
    socket.once('close', () => clearTimeout(timer));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }
}
