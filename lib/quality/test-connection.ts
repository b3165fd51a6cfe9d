import type { ParticipantId } from '@/lib/protocol';
import type { QualityConnection } from './call-quality';
import { healthyReport } from './test-reports';

/** A connection of which the test says what it has carried so far; each reading carries it on. */
export class FakeConnection implements QualityConnection {
  connectionId = 'first';
  isConnected = true;
  isCameraOn = true;
  readCount = 0;
  /** Of a hundred packets that we send, so many get lost. */
  lostOfHundred = 0;
  /** Frames that come in between two readings. */
  frames = 60;
  /** The candidate pair in use, and how long its round trip takes. */
  path = { id: 'CP', rttMs: 40 };
  /** What the browser takes the line to bear, and what it says holds pictures back. */
  line: { availableKbps: number; limitation: 'none' | 'bandwidth' } = {
    availableKbps: 2_000,
    limitation: 'none',
  };
  readonly #carried = new Map<string, number>();
  #packetsLost = 0;
  #framesDecoded = 0;

  constructor(readonly participantId: ParticipantId) {}

  async getStats(): Promise<RTCStatsReport> {
    this.readCount += 1;
    this.#packetsLost += this.lostOfHundred;
    this.#framesDecoded += this.frames;
    this.#carried.set(this.path.id, (this.#carried.get(this.path.id) ?? 0) + 1);
    const carried = this.#carried.get(this.path.id) ?? 0;
    return healthyReport({
      T: { selectedCandidatePairId: this.path.id },
      [this.path.id]: {
        bytesSent: carried * 1_000,
        bytesReceived: carried * 500,
        currentRoundTripTime: this.path.rttMs / 1_000,
        availableOutgoingBitrate: this.line.availableKbps * 1_000,
      },
      OC: { packetsSent: this.readCount * 100, qualityLimitationReason: this.line.limitation },
      RC: { packetsLost: this.#packetsLost },
      IC: { framesDecoded: this.#framesDecoded },
    });
  }
}
