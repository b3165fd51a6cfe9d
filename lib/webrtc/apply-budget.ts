import { changeParameters } from './change-parameters';
import type { MediaSections, MediaSource } from './media-sections';
import { type SendLimit, scaleDownBy, type UplinkBudget } from './uplink-budget';

/**
 * Puts a budget into a peer's senders with `setParameters` (webrtc-pc 5.2). Sound has the highest priority, among
 * packets that wait here (webrtc-priority) and on networks that read DSCP marks (RFC 8837).
 */
export async function applyBudget(sections: MediaSections, budget: UplinkBudget): Promise<void> {
  const changes: Record<MediaSource, (encoding: RTCRtpEncodingParameters, sender: RTCRtpSender) => void> = {
    microphone: (encoding) => {
      encoding.maxBitrate = budget.microphone.maxBitrateKbps * 1_000;
      encoding.priority = 'high';
      encoding.networkPriority = 'high';
    },
    camera: (encoding, sender) => limitVideo(encoding, sender, budget.camera),
    screen: (encoding, sender) => limitVideo(encoding, sender, budget.screen),
    'screen-sound': (encoding) => {
      encoding.maxBitrate = 96_000;
      encoding.priority = 'high';
      encoding.networkPriority = 'high';
    },
  };
  await Promise.all(
    [...sections].map(([source, { sender }]) =>
      changeParameters(sender, (parameters) => {
        for (const encoding of parameters.encodings) changes[source](encoding, sender);
        if (source === 'screen') parameters.degradationPreference = 'maintain-resolution';
        return undefined;
      }),
    ),
  );
}

function limitVideo(encoding: RTCRtpEncodingParameters, sender: RTCRtpSender, limit: SendLimit): void {
  encoding.active = limit.isSent;
  encoding.maxBitrate = limit.maxBitrateKbps * 1_000;
  encoding.maxFramerate = limit.maxFramerate;
  encoding.scaleResolutionDownBy = scaleDownBy(sender.track?.getSettings().height, limit);
}
