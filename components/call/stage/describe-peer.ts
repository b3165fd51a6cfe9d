import type { RemoteParticipant } from '@/lib/call/call-state';
import type { Diagnosis } from '@/lib/check/diagnose';
import { messages } from '@/lib/errors/messages';

/** What a tile says about the link to somebody: short on the badge, a sentence for those who want to know. */
export interface PeerWords {
  kind: 'waiting' | 'failed' | 'paused';
  badge: string;
  detail: string;
}

/** For a camera that is on while its owner's line does not carry its picture. */
export function describePause(displayName: string): PeerWords {
  const detail = `${displayName}’s picture is paused until the line is better. You still hear each other.`;
  return { kind: 'paused', badge: 'Picture paused', detail };
}

/** Plain words for a link that does not work now, or `null` while it does; with the leg that fails once that is known. */
export function describePeer(
  { displayName, isAway, peer }: RemoteParticipant,
  diagnosis: Diagnosis | null = null,
): PeerWords | null {
  if (isAway && peer.status !== 'connected') {
    // Nothing between the two of us is wrong: this person lost the room as well.
    const detail = `${displayName} lost the connection and is trying to come back.`;
    return { kind: 'waiting', badge: 'Trying to come back…', detail };
  }
  switch (peer.status) {
    case 'connected':
      return null;
    case 'connecting':
      if (diagnosis) return cannotConnect(diagnosis);
      return { kind: 'waiting', badge: 'Connecting…', detail: `Connecting to ${displayName}.` };
    case 'interrupted':
    case 'restarting':
      return { kind: 'waiting', badge: 'Reconnecting…', detail: `Reconnecting to ${displayName}.` };
    case 'failed':
      return diagnosis
        ? cannotConnect(diagnosis)
        : { kind: 'failed', badge: 'Can’t connect', detail: messages[peer.code].body };
  }
}

function cannotConnect({ summary, words }: Diagnosis): PeerWords {
  return { kind: 'failed', badge: `Can’t connect: ${summary}`, detail: words };
}
