import { type Patience, settleWithin } from './settle-within';

/** What a check of the network needs of the browser. */
export interface NetworkPorts extends Patience {
  createPeerConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
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
export async function gather(
  ports: NetworkPorts,
  configuration: RTCConfiguration,
  { timeoutMs, isEnough = () => false }: GatherOptions,
): Promise<Gathering> {
  const candidates: GatheredCandidate[] = [];
  const errors: GatheringError[] = [];
  let opened: RTCPeerConnection | null = null;
  try {
    const isComplete = await settleWithin(ports, timeoutMs, false, (settle) => {
      const connection = ports.createPeerConnection(configuration);
      opened = connection;
      const startMs = ports.clock.now();
      connection.onicecandidate = ({ candidate }) => {
        if (!candidate?.candidate) return;
        const { type, protocol, address, port, relatedAddress, relatedPort } = candidate;
        const afterMs = ports.clock.now() - startMs;
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
    });
    return { candidates, errors, isComplete };
  } catch {
    // No peer connection, or none with these URLs: nothing is gathered, which is the answer.
    return { candidates, errors, isComplete: false };
  } finally {
    release(opened);
  }
}

function release(connection: RTCPeerConnection | null): void {
  if (!connection) return;
  connection.onicecandidate = null;
  connection.onicecandidateerror = null;
  connection.onicegatheringstatechange = null;
  connection.close();
}
