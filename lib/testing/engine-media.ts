import type { EnginePerson } from './engine-person';

/** What must not change while only the server is away: the peer connections and the tracks that people see. */
export function mediaOf(people: readonly EnginePerson[]) {
  return people.map(({ page, participants }) => ({
    peerConnections: page.peerConnections.length,
    open: page.openPeerConnections.length,
    tracks: participants.map(({ microphoneTrackId, cameraTrackId }) => [microphoneTrackId, cameraTrackId]),
  }));
}

/** Whether somebody is in the call, and knows of a server again. */
export const isBack = (person: EnginePerson) =>
  person.state.phase === 'in-call' && person.state.serverLink === 'online';
