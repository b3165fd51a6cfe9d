import { RawConnection } from '../raw-connection';

/** Something that no client of ours does: one TCP connection and what is written to it, piece by piece (Latin-1). */
export interface Attack {
  /** `{sid}` stands for a long-polling session of this attack's own. */
  readonly writes: readonly string[];
  /** Whether the connection is left open in the middle of it, as slow clients do. */
  readonly isLeftOpen: boolean;
}

/** In everything that is sent: what the log must never hold, and no page give back as it is. */
export const marker = '<fuzzed-payload>';

/** How long a connection may live on after its client has ended it. */
const patienceMs = 45_000;

async function openPollingSession(origin: string): Promise<string> {
  const response = await fetch(`${origin}/socket.io/?EIO=4&transport=polling`);
  const { sid } = JSON.parse((await response.text()).slice(1)) as { sid: string };
  return sid;
}

/** An attack that was made: `answer` resolves with all that the server said, once the connection is over. */
export interface Made {
  readonly sentBytes: number;
  readonly answer: Promise<string>;
  /** Ends what was left open. */
  release(): void;
}

async function within(answer: Promise<string>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    const error = new Error('the server keeps a connection that its client has ended');
    timer = setTimeout(() => reject(error), patienceMs);
  });
  return Promise.race([answer, isLate]).finally(() => clearTimeout(timer));
}

/** Makes an attack on the server at `origin`. */
export async function makeAttack(origin: string, { writes, isLeftOpen }: Attack): Promise<Made> {
  const needsSession = writes.some((text) => text.includes('{sid}'));
  const sid = needsSession ? await openPollingSession(origin) : '';
  const raw = await RawConnection.open(origin);
  let sentBytes = 0;
  for (const text of writes) {
    const bytes = text.replaceAll('{sid}', sid);
    raw.write(bytes);
    sentBytes += bytes.length;
    // A turn of the event loop, so that the pieces arrive as such.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (isLeftOpen) return { sentBytes, answer: raw.ended, release: () => raw.drop() };
  raw.end();
  return { sentBytes, answer: within(raw.ended), release: () => raw.drop() };
}
