import type { EnginePerson } from './engine-person';
import type { FakePeerConnection } from './fake-peer-connection';

const ufragOf = (description: RTCSessionDescription | null) =>
  /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? null;

/**
 * Who has a path to whom, found from the peer connections themselves and not from what the engines say: "Ada-Bob"
 * for each pair of connected peer connections that have agreed on each other's credentials, sorted. Somebody without
 * a partner appears as "Ada-?".
 */
export function linksOf(people: readonly EnginePerson[]): string[] {
  const ends = people.flatMap(({ name, pages }) =>
    pages.flatMap(({ openPeerConnections }) =>
      openPeerConnections
        .filter(({ connectionState }) => connectionState === 'connected')
        .map((peerConnection) => ({ name, peerConnection })),
    ),
  );
  const names = ends.map(({ name, peerConnection }) => {
    const partners = ends.filter((end) => arePartners(end.peerConnection, peerConnection));
    return [name, partners.length === 1 ? partners[0]?.name : '?'].sort().join('-');
  });
  return [...new Set(names)].sort();
}

/** "Ada-Bob", "Ada-Eve", "Bob-Eve": what `linksOf` says of people who are all in one call. */
export function everyPair(people: readonly EnginePerson[]): string[] {
  return people
    .flatMap(({ name }, i) => people.slice(i + 1).map((other) => [name, other.name].sort().join('-')))
    .sort();
}

function arePartners(a: FakePeerConnection, b: FakePeerConnection): boolean {
  return (
    a !== b &&
    ufragOf(a.currentLocalDescription) === ufragOf(b.currentRemoteDescription) &&
    ufragOf(b.currentLocalDescription) === ufragOf(a.currentRemoteDescription)
  );
}
