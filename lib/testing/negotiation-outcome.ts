import type { FakeClock } from './fake-clock';
import type { FakePeerConnection } from './fake-peer-connection';
import { parseSdp } from './fake-sdp';

interface NegotiatingEnd {
  connection: FakePeerConnection;
  errors: readonly unknown[];
}

/** Where two ends stand, to be compared with `agreement`. */
export function negotiationOutcome(one: NegotiatingEnd, other: NegotiatingEnd, clock: FakeClock): unknown {
  const connections = [one.connection, other.connection];
  return {
    states: connections.map(({ signalingState, connectionState }) => [signalingState, connectionState]),
    pending: connections.map((end) => [
      end.pendingLocalDescription?.type,
      end.pendingRemoteDescription?.type,
    ]),
    isSamePair: isSamePair(one.connection, other.connection) && isSamePair(other.connection, one.connection),
    errors: [...one.errors, ...other.errors],
    armedTimerCount: clock.pendingCount,
  };
}

/** Both ends hold the same offer and answer, are connected, have nothing open, and nothing more will happen. */
export const agreement = {
  states: [
    ['stable', 'connected'],
    ['stable', 'connected'],
  ],
  pending: [
    [undefined, undefined],
    [undefined, undefined],
  ],
  isSamePair: true,
  errors: [],
  armedTimerCount: 0,
};

function isSamePair(one: FakePeerConnection, other: FakePeerConnection): boolean {
  const local = originOf(one.currentLocalDescription);
  return local !== null && local === originOf(other.currentRemoteDescription);
}

function originOf(description: RTCSessionDescription | null): string | null {
  return description && parseSdp(description.sdp).origin;
}
