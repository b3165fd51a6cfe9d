import { gather, type NetworkPorts } from './gather';
import type { Relay } from './ice-urls';
import { isAnswer } from './nat-mapping';

/** TCP and TLS need their handshakes first: three round trips more than UDP. */
const timeoutMs = 8_000;

/** What came of asking one relay for an address (RFC 8656 7). */
export type RelayOutcome = Pick<Relay, 'url' | 'transport'> &
  (
    | { isWorking: true; allocationMs: number }
    /** `refused`: it answered, and wants none of us; `unreachable`: no answer. */
    | { isWorking: false; reason: 'refused' | 'unreachable' }
  );

/** Allocates on one relay over one transport, with nothing else to fall back on. */
export async function probeRelay(
  ports: NetworkPorts,
  { url, transport, server }: Relay,
): Promise<RelayOutcome> {
  const { candidates, errors } = await gather(
    ports,
    { iceServers: [server], iceTransportPolicy: 'relay' },
    { timeoutMs, isEnough: ({ type }) => type === 'relay' },
  );
  const relayed = candidates.find(({ type }) => type === 'relay');
  if (relayed) return { url, transport, isWorking: true, allocationMs: relayed.afterMs };
  const isRefused = errors.some(({ code }) => isAnswer(code));
  return { url, transport, isWorking: false, reason: isRefused ? 'refused' : 'unreachable' };
}
