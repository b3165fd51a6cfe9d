import { useCallback } from 'react';
import { handOrder } from '@/lib/room/hand-order';
import { useCall } from '../call-provider';
import { useAnnounce } from '../notices/announcer';
import { describeHand } from './describe-hand';

/** Raises our hand, or lowers it, and says so. */
export function useToggleHand(): () => void {
  const call = useCall();
  const announce = useAnnounce();
  return useCallback(() => {
    const activities = call.activities.getSnapshot();
    if (!activities) return;
    const { self, presence } = activities;
    presence.setHandRaised(presence.state.getSnapshot().own.hand === null);
    const place = handOrder(self, presence.state.getSnapshot()).indexOf(self) + 1;
    announce(place > 0 ? describeHand(place) : 'Hand lowered');
  }, [call, announce]);
}
