/** What `setParameters` takes beside the parameters (webrtc-extensions, `RTCSetParameterOptions`). */
export interface SetParameterOptions {
  encodingOptions: { keyFrame: boolean }[];
}

/**
 * Changes a sender's parameters (webrtc-pc 5.2). The browser changes them too, while it takes in a description, and
 * refuses ours when that happens in between: they are read and changed once more then. Does nothing for a sender that
 * has no encoding yet.
 */
export async function changeParameters(
  sender: RTCRtpSender,
  change: (parameters: RTCRtpSendParameters) => SetParameterOptions | undefined,
): Promise<void> {
  try {
    await changeOnce(sender, change);
  } catch (error) {
    if (!isInvalidModification(error)) throw error;
    await changeOnce(sender, change);
  }
}

/** By its name: a connection of a frame within the page has another class of errors. */
function isInvalidModification(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'InvalidModificationError'
  );
}

async function changeOnce(
  sender: RTCRtpSender,
  change: (parameters: RTCRtpSendParameters) => SetParameterOptions | undefined,
): Promise<void> {
  // Waits for the browser's own thread of calls: read once.
  const parameters = sender.getParameters();
  if (parameters.encodings.length === 0) return;
  const options = change(parameters);
  const setParameters: (parameters: RTCRtpSendParameters, options?: SetParameterOptions) => Promise<void> =
    sender.setParameters.bind(sender);
  await setParameters(parameters, options);
}
