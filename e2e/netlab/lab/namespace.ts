import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { runCommand } from './run-command';

const listenTimeoutMs = 15_000;

/** A network namespace: a machine of the lab with interfaces, routes and firewall of its own (ip-netns(8)). */
export class Namespace {
  private constructor(readonly name: string) {}

  static async create(name: string, { isRouter }: { isRouter: boolean }): Promise<Namespace> {
    await runCommand('ip', ['netns', 'add', name]);
    const namespace = new Namespace(name);
    await namespace.ip('link', 'set', 'lo', 'up');
    await namespace.run(
      'sysctl',
      '-qw',
      'net.ipv6.conf.all.disable_ipv6=1',
      'net.ipv6.conf.default.disable_ipv6=1',
      'net.ipv4.conf.all.rp_filter=0',
      'net.ipv4.conf.default.rp_filter=0',
      `net.ipv4.ip_forward=${isRouter ? 1 : 0}`,
    );
    return namespace;
  }

  /** `ip` with these arguments, on this machine. */
  ip(...args: string[]): Promise<string> {
    return runCommand('ip', ['-n', this.name, ...args]);
  }

  run(command: string, ...args: string[]): Promise<string> {
    return runCommand('ip', ['netns', 'exec', this.name, command, ...args]);
  }

  /** Replaces the tables that `rules` names, all at once (iptables-restore(8)). */
  async setRules(rules: string, family: 'IPv4' | 'IPv6' = 'IPv4'): Promise<void> {
    const command = family === 'IPv4' ? 'iptables-restore' : 'ip6tables-restore';
    await runCommand('ip', ['netns', 'exec', this.name, command], rules);
  }

  /** Starts a program that runs until it is killed. It has the pid of the program itself, and no input. */
  start(command: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.name, command, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
  }

  /** Resolves once something listens on the TCP address `host:port`. */
  async untilListening(address: string): Promise<void> {
    const deadline = Date.now() + listenTimeoutMs;
    while (Date.now() < deadline) {
      const listeners = await this.run('ss', '-Hltn');
      if (listeners.split(/\s+/).includes(address)) return;
      await delay(50);
    }
    throw new Error(`Nothing listens on ${address} of ${this.name} after ${listenTimeoutMs} ms.`);
  }
}
