import type { Clock } from '@/lib/store/clock';
import type { NetworkPorts } from '../gather';

/** What a peer connection gathers, and when. */
export interface GatheringScript {
  candidates?: readonly (Partial<RTCIceCandidate> & { afterMs?: number })[];
  errors?: readonly { errorCode: number; url: string; afterMs?: number }[];
  /** When the gathering ends; never where absent. */
  completeAfterMs?: number;
}

/** Peer connections that gather what `script` says of their configuration, on this clock. */
export function scriptedConnections(
  clock: Clock,
  script: (configuration: RTCConfiguration) => GatheringScript,
): NetworkPorts & { openCount: () => number } {
  let openCount = 0;
  function createPeerConnection(configuration: RTCConfiguration): RTCPeerConnection {
    const { candidates = [], errors = [], completeAfterMs } = script(configuration);
    openCount += 1;
    const connection = {
      iceGatheringState: 'new',
      onicecandidate: null as ((event: unknown) => void) | null,
      onicecandidateerror: null as ((event: unknown) => void) | null,
      onicegatheringstatechange: null as (() => void) | null,
      createDataChannel: () => ({}),
      async setLocalDescription() {
        for (const { afterMs = 0, ...candidate } of candidates) {
          const init = { candidate: 'candidate:', protocol: 'udp', ...candidate };
          clock.setTimeout(() => connection.onicecandidate?.({ candidate: init }), afterMs);
        }
        for (const { afterMs = 0, ...error } of errors) {
          clock.setTimeout(() => connection.onicecandidateerror?.(error), afterMs);
        }
        if (completeAfterMs === undefined) return;
        clock.setTimeout(() => {
          connection.iceGatheringState = 'complete';
          connection.onicegatheringstatechange?.();
        }, completeAfterMs);
      },
      close() {
        openCount -= 1;
      },
    };
    return connection as unknown as RTCPeerConnection;
  }
  return { createPeerConnection, clock, openCount: () => openCount };
}
