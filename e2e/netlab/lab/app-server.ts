import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { serverAddresses } from './addresses';
import type { Certificate } from './certificate';
import type { Namespace } from './namespace';
import { turnSecret, turnUrls } from './turn-server';

const port = '3000';
const serverPath = fileURLToPath(new URL('../../../dist/server.cjs', import.meta.url));
const frontPath = fileURLToPath(new URL('tls-front.mjs', import.meta.url));

/** The front ends everybody's TLS, so all come from one address, whose limits are not what the lab is about. */
const roomyLimits = {
  LIMIT_CONNECTIONS: '10000',
  LIMIT_CONNECTIONS_PER_MINUTE: '10000',
  LIMIT_ADDRESS_MESSAGES_PER_S: '10000',
};

/** The production server behind a TLS front, which stays when the server is killed. */
export class AppServer {
  static readonly url = `https://${serverAddresses.app}`;
  private app: ChildProcess | null = null;
  private front: ChildProcess | null = null;

  /** `turnAddresses`: the coturns that it tells people of. */
  constructor(
    private readonly namespace: Namespace,
    private readonly certificate: Certificate,
    private readonly turnAddresses: readonly string[],
  ) {}

  async start(): Promise<void> {
    await this.startApp();
    const { certPath, keyPath } = this.certificate;
    this.front = this.namespace.start(process.execPath, [
      frontPath,
      serverAddresses.app,
      certPath,
      keyPath,
      port,
    ]);
    this.front.stderr?.pipe(process.stderr);
    await this.namespace.untilListening(`${serverAddresses.app}:443`);
  }

  /** Starts the server, again after `kill`: it knows nothing of what was. */
  async startApp(): Promise<void> {
    this.app = this.namespace.start(process.execPath, [serverPath], {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: port,
      PUBLIC_URL: AppServer.url,
      STUN_URLS: this.turnAddresses.map((address) => `stun:${address}:3478`).join(','),
      TURN_URLS: this.turnAddresses.flatMap(turnUrls).join(','),
      TURN_SECRET: turnSecret,
      LOG_LEVEL: 'warn',
      ...roomyLimits,
    });
    this.app.stdout?.resume();
    this.app.stderr?.pipe(process.stderr);
    await this.namespace.untilListening(`127.0.0.1:${port}`);
  }

  /** SIGKILL to the server: rooms, seats and connections are gone. */
  async kill(): Promise<void> {
    // Whoever has exited already does not do so again.
    if (!this.app || this.app.exitCode !== null || this.app.signalCode !== null) return;
    const hasExited = once(this.app, 'exit');
    this.app.kill('SIGKILL');
    await hasExited;
  }

  /** Cuts every connection to the server; new ones are taken at once. */
  cutSockets(): void {
    this.front?.kill('SIGUSR2');
  }
}
