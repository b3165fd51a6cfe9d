import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection to a server that says exactly what it is told to, however wrong. */
export class RawConnection {
  /** Resolves with all that the server said, once it has ended the connection. */
  readonly ended: Promise<string>;

  private constructor(private readonly socket: Socket) {
    let said = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      said += text;
    });
    // A reset is an end like any other.
    socket.on('error', () => socket.destroy());
    this.ended = new Promise((resolve) => socket.once('close', () => resolve(said)));
  }

  static async open(origin: string): Promise<RawConnection> {
    const { hostname, port } = new URL(origin);
    const socket = connect({ host: hostname, port: Number(port) });
    const raw = new RawConnection(socket);
    await once(socket, 'connect');
    return raw;
  }

  /** Everything that the server answers to `bytes` until it ends the connection, which `Connection: close` asks for. */
  static async exchange(origin: string, bytes: string): Promise<string> {
    const raw = await RawConnection.open(origin);
    raw.write(bytes);
    return raw.ended;
  }

  write(bytes: string | Buffer): void {
    if (this.socket.writable) this.socket.write(bytes, 'latin1');
  }

  /** Says that nothing more will come. */
  end(): void {
    this.socket.end();
  }

  /** Ends it without a word. */
  drop(): void {
    this.socket.destroy();
  }
}
