/** Most candidates kept while their description is awaited; a hostile peer can make us keep no more. */
const capacity = 200;

/**
 * Holds remote candidates until their description is there (webrtc-pc 4.4.1.6) and drops those of another ICE
 * generation (RFC 8838 section 8; PROTOCOL N5).
 */
export class CandidateQueue {
  #waiting: RTCIceCandidateInit[] = [];
  readonly #peerConnection: RTCPeerConnection;
  readonly #onRefused: (error: unknown) => void;

  /** `onRefused` hears of candidates that the browser does not take; the others are not affected. */
  constructor(peerConnection: RTCPeerConnection, onRefused: (error: unknown) => void) {
    this.#peerConnection = peerConnection;
    this.#onRefused = onRefused;
  }

  /** Adds a candidate now if its description is set, or keeps it for `flush`. */
  async add(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.#belongsToRemoteDescription(candidate)) {
      await this.#addNow(candidate);
    } else if (this.#waiting.length < capacity) {
      this.#waiting.push(candidate);
    }
  }

  /** Called after each remote description: adds what waited for it and forgets the rest. */
  async flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const candidate of waiting) {
      if (this.#belongsToRemoteDescription(candidate)) await this.#addNow(candidate);
    }
  }

  async #addNow(candidate: RTCIceCandidateInit): Promise<void> {
    try {
      await this.#peerConnection.addIceCandidate(candidate);
    } catch (error) {
      this.#onRefused(error);
    }
  }

  #belongsToRemoteDescription(candidate: RTCIceCandidateInit): boolean {
    const description = this.#peerConnection.remoteDescription;
    if (!description) return false;
    const { usernameFragment } = candidate;
    return !usernameFragment || description.sdp.includes(`a=ice-ufrag:${usernameFragment}\r\n`);
  }
}
