import { toast } from 'sonner';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useAnnounce } from '../notices/announcer';
import { useChanges } from '../notices/use-changes';
import { usePresence } from './use-presence';

/**
 * Tells of the others' hands: a toast for one that goes up, gone when it comes down. What was up before we could know
 * is only announced: a newcomer sees the badges.
 */
export function useHandNotices(participants: readonly RemoteParticipant[]): void {
  const announce = useAnnounce();
  useChanges(usePresence().others, (before, now) => {
    for (const { participantId, displayName } of participants) {
      const former = before.get(participantId);
      const wasUp = typeof former?.hand === 'number';
      const isUp = typeof now.get(participantId)?.hand === 'number';
      if (wasUp === isUp) continue;
      // One for each person: who waves it up and down fills no screen.
      const id = `hand-${participantId}`;
      if (!isUp) toast.dismiss(id);
      else if (former) toast(`${displayName} raised a hand`, { id });
      else announce(`${displayName} has a hand raised`);
    }
  });
}
