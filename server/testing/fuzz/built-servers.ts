import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../free-port';
import type { FuzzTarget } from './fuzz-round';

const unlimited = '1000000';
const variables = {
  HOST: '127.0.0.1',
  ICE_SELF_TEST: 'off',
  LIMIT_CONNECTIONS: unlimited,
  LIMIT_CONNECTIONS_PER_MINUTE: unlimited,
  LIMIT_MESSAGES_PER_S: unlimited,
  LIMIT_ADDRESS_MESSAGES_PER_S: unlimited,
};

/** Answers any message of the parent's with the bytes held, garbage apart; ends with the parent. */
const memoryAnswerer =
  'data:text/javascript,process.on("message",()=>{gc();const{heapUsed,external}=process.memoryUsage();process.send(heapUsed+external)}).once("disconnect",()=>process.exit())';

/** Starts `dist/server.cjs`, as `npm run build` has made it. */
export class BuiltServers {
  #running: ChildProcess | null = null;

  /** Starts one on a free port, in the place of the last; it takes people in when this resolves. */
  async start(): Promise<FuzzTarget> {
    const port = await freePort();
    this.stop();
    const child = fork('dist/server.cjs', [], {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: `${port}`, ...variables },
      execArgv: ['--expose-gc', '--import', memoryAnswerer],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#running = child;
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const hasExited = once(child, 'exit');
    const isListening = new Promise<void>((resolve) => {
      child.stdout?.on('data', () => {
        if (log.includes('"event":"listening"')) resolve();
      });
    });
    await Promise.race([
      isListening,
      hasExited.then(() => {
        throw new Error(`The server did not start: has npm run build been run?\n${log}`);
      }),
    ]);
    return {
      origin: `http://127.0.0.1:${port}`,
      log: () => log,
      heldBytes: async () => {
        const answered = once(child, 'message');
        child.send('memory');
        const [bytes] = (await answered) as [number];
        return bytes;
      },
    };
  }

  stop(): void {
    this.#running?.kill('SIGKILL');
    this.#running = null;
  }
}
