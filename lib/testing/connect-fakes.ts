import type { FakePeerConnection } from './fake-peer-connection';
import { parseSdp } from './fake-sdp';

/** Negotiates two fakes without any signaling between, candidates included; they are connected soon afterwards. */
export async function connectFakes(offerer: FakePeerConnection, answerer: FakePeerConnection): Promise<void> {
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription(localDescriptionOf(offerer));
  await answerer.setLocalDescription();
  await offerer.setRemoteDescription(localDescriptionOf(answerer));
  await addCandidates(offerer, answerer);
  await addCandidates(answerer, offerer);
}

async function addCandidates(from: FakePeerConnection, to: FakePeerConnection): Promise<void> {
  const { candidates, usernameFragment } = parseSdp(localDescriptionOf(from).sdp);
  for (const candidate of candidates) {
    await to.addIceCandidate({ candidate, sdpMLineIndex: 0, usernameFragment });
  }
}

function localDescriptionOf(connection: FakePeerConnection): RTCSessionDescription {
  if (!connection.localDescription) throw new Error('nothing was offered or answered yet');
  return connection.localDescription;
}
