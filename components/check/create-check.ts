import { CheckRun } from '@/lib/check/check-run';
import { browserPlatform } from '@/lib/media/media-platform';
import { createSocketChannel } from '@/lib/signaling/socket-channel';
import { systemClock } from '@/lib/store/clock';
import { silentLogger } from '@/lib/store/logger';
import { isBrowserCapable } from '../is-browser-capable';
import { signalingAddress } from '../signaling-address';

/** Builds a run of checks out of the browser's own objects. */
export function createCheck(): CheckRun {
  const platform = browserPlatform();
  return new CheckRun({
    platform,
    createSpeakerElement: platform.createSpeakerElement,
    createPeerConnection: (configuration) => new RTCPeerConnection(configuration),
    createChannel: (roomId) => createSocketChannel({ ...signalingAddress(), roomId, logger: silentLogger }),
    clock: systemClock,
    isSecure: isSecureContext,
    isCapable: isBrowserCapable(),
  });
}
