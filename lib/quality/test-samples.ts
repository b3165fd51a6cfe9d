import type { OutboundSample } from './judge-uplink';
import type { PeerSample } from './read-sample';

const movingPicture = { receivedKbps: 500, decodedFps: 30, renderedFps: 30, freezeCount: 0, freezeShare: 0 };

/** Two seconds on a fine line, with `parts` of another. */
export function sampleWith(parts: Partial<PeerSample> = {}): PeerSample {
  return {
    intervalMs: 2_000,
    rttMs: 40,
    jitterMs: 5,
    inboundLossShare: 0,
    outboundLossShare: 0,
    concealedShare: 0,
    sentKbps: 800,
    receivedKbps: 800,
    availableOutgoingKbps: 2_500,
    limitation: 'none',
    pictures: { camera: movingPicture, screen: { ...movingPicture, decodedFps: 0, renderedFps: 0 } },
    ...parts,
  };
}

/** The same as seen from the sending side. */
export function outboundWith(parts: Partial<OutboundSample> = {}): OutboundSample {
  return {
    lossShare: 0,
    rttMs: 40,
    baseRttMs: 40,
    availableKbps: 2_500,
    limitation: 'none',
    budgetKbps: 800,
    nextBudgetKbps: 2_000,
    ...parts,
  };
}
