import type { FakeSignaling } from './fake-signaling';

/** Whether a candidate names its media section, as it must unless it ends a generation (webrtc-pc 4.4.2). */
export function isCandidateInit({ candidate = '', sdpMid, sdpMLineIndex }: RTCIceCandidateInit): boolean {
  return candidate === '' || (sdpMid ?? null) !== null || (sdpMLineIndex ?? null) !== null;
}

/** @throws DOMException when there is no remote description, or no such section in it. */
export function checkSection(
  { remote }: FakeSignaling,
  { sdpMid, sdpMLineIndex }: RTCIceCandidateInit,
): void {
  if (!remote) throw new DOMException('no remote description', 'InvalidStateError');
  const { sections } = remote.sdp;
  const hasSection =
    (sdpMid ?? null) === null
      ? (sdpMLineIndex ?? 0) < sections.length
      : sections.some(({ mid }) => mid === sdpMid);
  if (!hasSection) throw new DOMException('no such section', 'OperationError');
}

/**
 * Adds a candidate to the remote description of its generation and returns that generation; `null` when it ends it.
 *
 * @throws DOMException `OperationError` when the generation is unknown or the text is no candidate.
 */
export function takeCandidate(
  signaling: FakeSignaling,
  { candidate = '', usernameFragment }: RTCIceCandidateInit,
): string | null {
  const description = [signaling.pendingRemote, signaling.currentRemote].find(
    (known) => known && (!usernameFragment || known.sdp.usernameFragment === usernameFragment),
  );
  if (!description) throw new DOMException('unknown ufrag', 'OperationError');
  const { sdp } = description;
  if (candidate === '') {
    sdp.isEndOfCandidates = true;
    return null;
  }
  if (!candidate.startsWith('candidate:')) throw new DOMException('no candidate', 'OperationError');
  sdp.candidates = [...new Set([...sdp.candidates, candidate])];
  return sdp.usernameFragment;
}
