import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { roomyLimits, untilReadiness } from './start-node';

/** A node in a process of its own. */
export interface NodeProcess {
  readonly port: number;
  /** What it has written; nothing while all is well. */
  log(): string;
  /** Bytes that it holds, inside the heap and outside, garbage apart. */
  heldBytes(): Promise<number>;
  /** Ends it without warning. */
  kill(): Promise<void>;
  /** Tells it to stop, and resolves with its exit code. */
  stop(): Promise<number | null>;
}

async function ended(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const hasExited = once(child, 'exit');
  child.kill(signal);
  await hasExited;
  return child.exitCode;
}

/** Bundles the server once and starts nodes from it. */
export class NodeProcesses {
  readonly #directory = mkdtempSync(join(tmpdir(), 'parley-nodes-'));
  readonly #bundle = join(this.#directory, 'node.cjs');
  readonly #running = new Set<NodeProcess>();

  static async prepare(entry = new URL('node-main.ts', import.meta.url)): Promise<NodeProcesses> {
    const processes = new NodeProcesses();
    await build({
      entryPoints: [fileURLToPath(entry)],
      outfile: processes.#bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['bufferutil', 'utf-8-validate'],
      tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
      logLevel: 'warning',
    });
    return processes;
  }

  /** Starts a node; it takes people in when this resolves. */
  async start(variables: Record<string, string>): Promise<NodeProcess> {
    const own = { HOST: '127.0.0.1', PORT: '0', ICE_SELF_TEST: 'off', LOG_LEVEL: 'error', ...roomyLimits };
    const child = fork(this.#bundle, {
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...own, ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
      });
    }
    const [port] = (await once(child, 'message')) as [number];
    const node: NodeProcess = {
      port,
      log: () => log,
      heldBytes: async () => {
        const answered = once(child, 'message');
        child.send('memory');
        const [bytes] = (await answered) as [number];
        return bytes;
      },
      kill: async () => {
        this.#running.delete(node);
        await ended(child, 'SIGKILL');
      },
      stop: async () => {
        this.#running.delete(node);
        return ended(child, 'SIGTERM');
      },
    };
    this.#running.add(node);
    await untilReadiness(`http://127.0.0.1:${port}`, 200);
    return node;
  }

  /** Ends whatever still runs. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((node) => node.kill()));
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
