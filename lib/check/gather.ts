import type { Clock } from '@/lib/store/clock';

/** What a check of the network needs of the browser. */
export interface NetworkPorts {
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  clock: Clock;
  /** Ends what is under way. */
  signal?: AbortSignal;
}

/** A candidate (webrtc-pc 4.8.1) and when it came, in milliseconds from the start. */
export type GatheredCandidate = Pick<
  RTCIceCandidate,
  'type' | 'protocol' | 'address' | 'port' | 'relatedAddress' | 'relatedPort'
> & { afterMs: number };

/** What a server answered, or that it did not (webrtc-pc 4.8.3): a STUN error code, or 701 and above. */
export interface GatheringError {
  code: number;
  url: string;
}

export interface Gathering {
  candidates: readonly GatheredCandidate[];
  errors: readonly GatheringError[];
  /** Every server has answered or refused; false when the time ran out. */
  isComplete: boolean;
}

export interface GatherOptions {
  timeoutMs: number;
  /** Ends it early. */
  isEnough?: (candidate: GatheredCandidate) => boolean;
}

/**
 * Gathers candidates with a peer connection of its own, and closes it. Never rejects: a configuration that the
 * browser refuses gathers nothing.
 */
export function gather(
  { createPeerConnection, clock, signal }: NetworkPorts,
  configuration: RTCConfiguration,
  { timeoutMs, isEnough = () => false }: GatherOptions,
): Promise<Gathering> {
  const candidates: GatheredCandidate[] = [];
  const errors: GatheringError[] = [];
  return new Promise((resolve) => {
    let peerConnection: RTCPeerConnection | null = null;
    const startMs = clock.now();
    const timer = clock.setTimeout(() => settle(false), timeoutMs);
    const abort = () => settle(false);
    signal?.addEventListener('abort', abort);

    function settle(isComplete: boolean): void {
      clock.clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (peerConnection) {
        peerConnection.onicecandidate = null;
        peerConnection.onicecandidateerror = null;
        peerConnection.onicegatheringstatechange = null;
        peerConnection.close();
      }
      resolve({ candidates, errors, isComplete });
    }

    try {
      const connection = createPeerConnection(configuration);
      peerConnection = connection;
      connection.onicecandidate = ({ candidate }) => {
        if (!candidate?.candidate) return;
        const { type, protocol, address, port, relatedAddress, relatedPort } = candidate;
        const afterMs = clock.now() - startMs;
        const gathered = { type, protocol, address, port, relatedAddress, relatedPort, afterMs };
        candidates.push(gathered);
        if (isEnough(gathered)) settle(true);
      };
      connection.onicecandidateerror = ({ errorCode, url }) => errors.push({ code: errorCode, url });
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === 'complete') settle(true);
      };
      connection.createDataChannel('check');
      connection.setLocalDescription().catch(() => settle(false));
    } catch {
      // No peer connection, or none with these URLs: nothing is gathered, which is the answer.
      settle(false);
    }
  });
}
