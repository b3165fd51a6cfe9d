import type { Clock, TimerId } from '@/lib/store/clock';

/** Interrupted for this long: the path will not come back by itself in good time. */
const restartAfterMs = 2_000;
/** Between two restarts, and between a failure and the next try. */
const restartEveryMs = 5_000;
/** After so many restarts in vain the person is told; we go on trying. */
const attemptsUntilFailed = 3;

/** The link to a peer, derived from `connectionState` (webrtc-pc 4.3.3). */
export type PeerStatus =
  | { status: 'connecting' }
  | { status: 'connected' }
  | { status: 'interrupted' }
  | { status: 'restarting'; attempt: number }
  | { status: 'failed' };

export interface ConnectionMonitorOptions {
  peerConnection: RTCPeerConnection;
  /** One side owns ICE restarts; the other waits for its offers (PROTOCOL N2). */
  canRestart: boolean;
  onConnected: () => void;
  onChange: () => void;
  clock: Clock;
}

/** Watches a peer connection's state and restarts ICE (webrtc-pc 4.4.1.7) while it is broken. */
export class ConnectionMonitor {
  #status: PeerStatus = { status: 'connecting' };
  #attempt = 0;
  #timer: TimerId | null = null;
  readonly #options: ConnectionMonitorOptions;

  constructor(options: ConnectionMonitorOptions) {
    this.#options = options;
    options.peerConnection.onconnectionstatechange = () => this.#derive();
  }

  get status(): PeerStatus {
    return this.#status;
  }

  /** There can be no connection as things are; should there be one all the same, it is told. */
  fail(): void {
    this.#set({ status: 'failed' });
  }

  close(): void {
    this.#options.peerConnection.onconnectionstatechange = null;
    this.#disarm();
  }

  #derive(): void {
    switch (this.#options.peerConnection.connectionState) {
      case 'connected':
        this.#disarm();
        this.#attempt = 0;
        this.#set({ status: 'connected' });
        this.#options.onConnected();
        break;
      case 'disconnected':
        // Between two of these events the connection may only have been trying: the first one counts.
        if (this.#attempt === 0 && this.#status.status !== 'interrupted') {
          this.#set({ status: 'interrupted' });
          this.#arm(restartAfterMs);
        }
        break;
      case 'failed':
        if (this.#attempt === 0) this.#restart();
        break;
      default:
        break;
    }
  }

  #restart(): void {
    this.#attempt += 1;
    this.#set(
      this.#attempt > attemptsUntilFailed
        ? { status: 'failed' }
        : { status: 'restarting', attempt: this.#attempt },
    );
    if (this.#options.canRestart) this.#options.peerConnection.restartIce();
    this.#arm(restartEveryMs);
  }

  #set(status: PeerStatus): void {
    this.#status = status;
    this.#options.onChange();
  }

  #arm(delayMs: number): void {
    this.#disarm();
    this.#timer = this.#options.clock.setTimeout(() => this.#restart(), delayMs);
  }

  #disarm(): void {
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    this.#timer = null;
  }
}
