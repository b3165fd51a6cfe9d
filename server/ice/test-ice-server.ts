import { randomBytes } from 'node:crypto';
import { type IceUrl, parseIceUrl } from './ice-url';
import { decodeXorAddress } from './stun-address';
import { StunClient } from './stun-client';
import { StunFailure, type StunFailureCode } from './stun-failure';
import { stunAttribute, stunMethod } from './stun-message';
import { TurnAllocation } from './turn-allocation';
import type { TurnCredentials } from './turn-credentials';

/** How one server of the ICE configuration did. `ms` is how long the whole test took. */
export type IceTestResult = Pick<IceUrl, 'url' | 'transport'> &
  ({ state: 'ok'; ms: number } | { state: 'failed'; ms: number; error: StunFailureCode });

/** Allocating and permitting take a handful of round trips, one retransmission included. */
const defaultDeadlineMs = 5_000;
const releaseDeadlineMs = 1_000;
const resendMs = 200;

/** A signal that aborts with `no-answer` after `ms`, or with `stopped` when `stop` does. */
function createDeadline(ms: number, stop: AbortSignal): { signal: AbortSignal; clear: () => void } {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(new StunFailure('no-answer')), ms);
  const onStop = () => control.abort(new StunFailure('stopped'));
  if (stop.aborted) onStop();
  stop.addEventListener('abort', onStop);
  const clear = () => {
    clearTimeout(timer);
    stop.removeEventListener('abort', onStop);
  };
  return { signal: control.signal, clear };
}

async function bind(url: IceUrl, signal: AbortSignal): Promise<void> {
  const client = await StunClient.open(url, signal);
  try {
    const answer = await client.request(stunMethod.binding, () => new Map(), signal);
    const mapped = answer.attributes.get(stunAttribute.xorMappedAddress);
    const isGood = answer.class === 'success' && decodeXorAddress(mapped, answer.transactionId) !== null;
    if (!isGood) throw new StunFailure('invalid-answer');
  } finally {
    client.close();
  }
}

/** Sends from one allocation to the other until it arrives. */
async function carry(from: TurnAllocation, to: TurnAllocation, signal: AbortSignal): Promise<void> {
  await Promise.all([from.permit(to.relayedAddress, signal), to.permit(from.relayedAddress, signal)]);
  const payload = randomBytes(16);
  const say = () => from.send(to.relayedAddress, payload);
  const timer = setInterval(say, resendMs);
  try {
    await new Promise<void>((resolve, reject) => {
      to.onData = (data) => {
        if (data.equals(payload)) resolve();
      };
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      say();
    });
  } catch (error) {
    throw error instanceof StunFailure && error.code === 'no-answer' ? new StunFailure('not-relayed') : error;
  } finally {
    clearInterval(timer);
  }
}

async function relay(url: IceUrl, credentials: TurnCredentials, signal: AbortSignal): Promise<void> {
  const clients: StunClient[] = [];
  const allocations: TurnAllocation[] = [];
  const allocate = async () => {
    const client = await StunClient.open(url, signal);
    clients.push(client);
    const allocation = await TurnAllocation.allocate(client, credentials, signal);
    allocations.push(allocation);
    return allocation;
  };
  try {
    await carry(await allocate(), await allocate(), signal);
  } finally {
    // Also when the test failed or is stopped: an allocation left behind holds a port and a quota for ten minutes.
    const release = createDeadline(releaseDeadlineMs, new AbortController().signal);
    await Promise.allSettled(allocations.map((allocation) => allocation.release(release.signal)));
    release.clear();
    for (const client of clients) client.close();
  }
}

/**
 * Tries one STUN or TURN server as a participant would: asks for a binding, or allocates twice with `credentials`
 * and sends from one relayed address to the other. Resolves by 1 s after the deadline, which gives back
 * what was allocated; soon when `stop` aborts.
 */
export async function testIceServer(
  urlText: string,
  credentials: TurnCredentials | null,
  stop: AbortSignal,
  deadlineMs = defaultDeadlineMs,
): Promise<IceTestResult> {
  const url = parseIceUrl(urlText);
  const about = { url: urlText, transport: url.transport };
  const startedMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedMs);
  const { signal, clear } = createDeadline(deadlineMs, stop);
  try {
    await (url.isTurn && credentials ? relay(url, credentials, signal) : bind(url, signal));
    return { ...about, state: 'ok', ms: elapsedMs() };
  } catch (error) {
    if (!(error instanceof StunFailure)) throw error;
    return { ...about, state: 'failed', ms: elapsedMs(), error: error.code };
  } finally {
    clear();
  }
}
