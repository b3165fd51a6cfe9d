import { codecsToOffer } from './codec-preferences';

/** What a participant sends, in the order of the media sections (PROTOCOL N1). */
export const mediaSources = ['microphone', 'camera', 'screen', 'screen-sound'] as const;
export type MediaSource = (typeof mediaSources)[number];

const kindOf: Record<MediaSource, 'audio' | 'video'> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  'screen-sound': 'audio',
};

export type MediaSections = ReadonlyMap<MediaSource, RTCRtpTransceiver>;

/** Sound and picture of one stream are played in step (RFC 8830): a person, and a screen with its sound. */
export interface OutgoingStreams {
  person: MediaStream;
  screen: MediaStream;
}

function streamOf(source: MediaSource, streams: OutgoingStreams): MediaStream {
  return source === 'microphone' || source === 'camera' ? streams.person : streams.screen;
}

/** Leaves the browser's own list where it can't be asked for, or holds nothing that we know (webrtc-pc 5.4.1). */
function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const { RTCRtpReceiver } = globalThis;
  const codecs = codecsToOffer(kind, RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? []);
  if (codecs.length > 0) transceiver.setCodecPreferences?.(codecs);
}

/** The offerer's sections: all four at once, sending whatever there is to send now or later. */
export function createMediaSections(
  peerConnection: RTCPeerConnection,
  streams: OutgoingStreams,
): MediaSections {
  return new Map(
    mediaSources.map((source) => {
      const transceiver = peerConnection.addTransceiver(kindOf[source], {
        direction: 'sendrecv',
        streams: [streamOf(source, streams)],
      });
      preferCodecs(transceiver, kindOf[source]);
      return [source, transceiver];
    }),
  );
}

/**
 * The answerer's sections: those that the offer made, turned to send as well.
 *
 * @throws Error when the offer's sections are not the four of the protocol, in their order.
 */
export function adoptMediaSections(
  peerConnection: RTCPeerConnection,
  streams: OutgoingStreams,
): MediaSections {
  const transceivers = peerConnection.getTransceivers();
  return new Map(
    mediaSources.map((source, index) => {
      const transceiver = transceivers[index];
      if (transceiver?.receiver.track.kind !== kindOf[source]) {
        throw new Error(`offer without the ${source} section`);
      }
      transceiver.direction = 'sendrecv';
      transceiver.sender.setStreams?.(streamOf(source, streams));
      return [source, transceiver];
    }),
  );
}
