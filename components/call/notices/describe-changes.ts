import type { RemoteParticipant } from '@/lib/call/call-state';
import { describePeer } from '../stage/describe-peer';

/** What a listener should hear when the people's states went from one to the other. Joining and leaving are toasts. */
export function describeChanges(
  before: readonly RemoteParticipant[],
  now: readonly RemoteParticipant[],
): string[] {
  const known = new Map(before.map((participant) => [participant.participantId, participant]));
  return now.flatMap((participant) => {
    const former = known.get(participant.participantId);
    if (!former) return [];
    const { displayName } = participant;
    const words: string[] = [];
    if (displayName !== former.displayName) words.push(`${former.displayName} is called ${displayName} now`);
    if (participant.isScreenOn !== former.isScreenOn) {
      words.push(
        participant.isScreenOn
          ? `${displayName} shares a screen`
          : `${displayName} stopped sharing the screen`,
      );
    }
    const wasReached = former.peer.status === 'connected';
    const isReached = participant.peer.status === 'connected';
    if (wasReached !== isReached) {
      words.push(isReached ? `Connected to ${displayName}` : (describePeer(participant)?.detail ?? ''));
    } else if (participant.peer.status === 'failed' && former.peer.status !== 'failed') {
      words.push(describePeer(participant)?.detail ?? '');
    }
    return words;
  });
}
