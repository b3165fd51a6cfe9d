import { type WireErrorCode, wireErrorCodes } from '@/lib/protocol';
import type { Arrival } from '../rooms/room-store';
import { LatencyHistogram } from './latency-histogram';

/** Why somebody was not let in at all. */
const connectionRefusals = ['origin', 'rate-limited', 'draining', 'internal'] as const;
export type ConnectionRefusal = (typeof connectionRefusals)[number];

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/**
 * What has happened since the start, as plain integers, read when somebody asks for `/metrics`. Every name is known
 * beforehand: nothing that a client says can add one.
 */
export class Tally {
  signalsRelayed = 0;
  floodsEnded = 0;
  slowReadersCut = 0;
  readonly joins = zeros(['ok', ...wireErrorCodes]);
  readonly arrivals = zeros<Arrival>(['new', 'return', 'replacement']);
  readonly requestsRefused = zeros<WireErrorCode>(wireErrorCodes);
  readonly connectionsRefused = zeros(connectionRefusals);
  /** From the arrival of a signal to its being handed on; `null` where nobody will ask. */
  readonly relayTimes: LatencyHistogram | null;

  constructor({ isTimed }: { isTimed: boolean }) {
    this.relayTimes = isTimed ? new LatencyHistogram() : null;
  }
}
