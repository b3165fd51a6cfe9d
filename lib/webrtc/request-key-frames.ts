import type { MediaSections } from './media-sections';

/** What `setParameters` takes beside the parameters (webrtc-extensions, `RTCSetParameterOptions`). */
interface KeyFrameOptions {
  encodingOptions: { keyFrame: boolean }[];
}

/**
 * Has the next picture that we send be a whole one: after an outage the other side can show nothing until one comes.
 * Browsers that can't be asked send one in their own time.
 */
export async function requestKeyFrames(sections: MediaSections): Promise<void> {
  for (const { sender } of sections.values()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    const options: KeyFrameOptions = {
      encodingOptions: parameters.encodings.map(() => ({ keyFrame: true })),
    };
    const setParameters: (parameters: RTCRtpSendParameters, options: KeyFrameOptions) => Promise<void> =
      sender.setParameters.bind(sender);
    await setParameters(parameters, options);
  }
}
