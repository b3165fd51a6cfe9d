import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type End, plugIn } from './connect';
import { runCommand } from './run-command';

const program = fileURLToPath(new URL('wire.py', import.meta.url));

/** What a wire does to frames in one direction; what is not named is off. */
export interface Impairment {
  /** One way. */
  delayMs?: number;
  jitterMs?: number;
  lossPercent?: number;
  rateKbps?: number;
  /** How much may wait for a limited rate before the rest is dropped; 300 by default. */
  queueMs?: number;
}

/** A cable that can be impaired while it is in use. */
export interface Wire {
  /** From the one end to the other, or both ways. Replaces what was set for that direction. */
  set(direction: 'up' | 'down' | 'both', impairment: Impairment): void;
  cut(): void;
}

const directionNames = { up: 'ab', down: 'ba', both: 'both' } as const;
let wireCount = 0;

/** Connects two machines like `connect`, with a wire that starts out perfect. */
export async function connectByWire(one: End, other: End): Promise<Wire> {
  // The devices come to be here, under names that nobody else has, and are then moved.
  const id = `${process.pid}w${wireCount++}`;
  const taps = [`${id}a`, `${id}b`] as const;
  const child = spawn('python3', [program, ...taps], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [greeting] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => [''])]);
  if (!String(greeting).startsWith('ready')) throw new Error('wire.py did not start.');
  // EPIPE comes after the write; that the program is gone is said by `set`.
  child.stdin.on('error', () => undefined);
  await moveIn(taps[0], one);
  await moveIn(taps[1], other);
  // A question for the neighbour's hardware address would cross the wire too and hold back the first packets.
  await introduce(one, other);
  await introduce(other, one);
  return {
    set(direction, { delayMs, jitterMs, lossPercent, rateKbps, queueMs }) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error('wire.py is not running.');
      const settings = {
        delay: delayMs,
        jitter: jitterMs,
        loss: lossPercent,
        rate: rateKbps,
        queue: queueMs,
      };
      const words = Object.entries(settings)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => `${key}=${value}`);
      child.stdin.write(`${[directionNames[direction], ...words].join(' ')}\n`);
    },
    cut: () => child.kill('SIGKILL'),
  };
}

async function moveIn(tap: string, end: End): Promise<void> {
  await runCommand('ip', ['link', 'set', tap, 'netns', end.namespace.name, 'name', end.interface]);
  await plugIn(end);
}

async function introduce(end: End, neighbour: End): Promise<void> {
  const link = await neighbour.namespace.ip('-oneline', 'link', 'show', 'dev', neighbour.interface);
  const hardwareAddress = /link\/ether (\S+)/.exec(link)?.[1];
  const [address] = neighbour.address.split('/');
  if (!hardwareAddress || !address) throw new Error(`${neighbour.interface} has no address.`);
  await end.namespace.ip(
    'neighbour',
    'replace',
    address,
    'lladdr',
    hardwareAddress,
    'dev',
    end.interface,
    'nud',
    'permanent',
  );
}
