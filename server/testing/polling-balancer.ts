import { once } from 'node:events';
import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A load balancer for HTTP requests, as docs/OPERATIONS.md has it: a client's address leads to a node, or, when it
 * `isForgetful`, each request to the next one. Which of its own loopback addresses a client uses stands for where it
 * comes from.
 */
export class PollingBalancer {
  readonly #server: Server;
  #turn = 0;

  private constructor(
    private readonly ports: readonly number[],
    private readonly isForgetful: boolean,
  ) {
    this.#server = createServer((request, response) => this.#forward(request, response));
  }

  static async start(ports: readonly number[], { isForgetful }: { isForgetful: boolean }) {
    const balancer = new PollingBalancer(ports, isForgetful);
    balancer.#server.listen(0, '0.0.0.0');
    await once(balancer.#server, 'listening');
    return balancer;
  }

  /** The address for the client with this number. */
  originFor(client: number): string {
    return `http://127.0.0.${client}:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #portFor({ socket }: IncomingMessage): number {
    const turn = this.isForgetful ? this.#turn++ : Number(socket.localAddress?.split('.').at(-1));
    return this.ports[turn % this.ports.length] ?? 0;
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const { url, method, headers } = request;
    const onward = forward({ host: '127.0.0.1', port: this.#portFor(request), path: url, method, headers });
    onward.on('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.once('close', () => onward.destroy());
    request.pipe(onward);
  }
}
