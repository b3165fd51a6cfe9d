import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of ours that answers each message with one. */
export class Child {
  readonly #process: ChildProcess;

  constructor(file: string, env: Record<string, string> = {}) {
    this.#process = fork(file, {
      execArgv: ['--expose-gc'],
      env: { ...process.env, NODE_ENV: 'production', ...env },
    });
    running.add(this.#process);
    this.#process.once('exit', (code) => {
      running.delete(this.#process);
      if (code !== 0 && code !== null) throw new Error(`${file} ended with ${code}`);
    });
  }

  async next(): Promise<unknown> {
    const [message] = await once(this.#process, 'message');
    return message;
  }

  ask(message: Serializable): Promise<unknown> {
    const answer = this.next();
    this.#process.send(message);
    return answer;
  }

  stop(): void {
    running.delete(this.#process);
    this.#process.kill('SIGKILL');
  }
}
