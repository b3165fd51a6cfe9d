import { useEffect, useEffectEvent } from 'react';
import { useStore } from '@/components/use-store';
import type { RemoteParticipant } from '@/lib/call/call-state';
import type { ReactionEvent } from '@/lib/room/reactions';
import { useCall } from '../call-provider';
import { useAnnounce } from '../notices/announcer';
import { describeReactions } from './describe-reactions';

/** Reactions come in bursts: what falls into this time is said together ... */
const gatheredMs = 1_000;
/** ... and a room that goes on clapping is not read aloud all the while. */
const quietMs = 4_000;

/** Announces reactions, many as one. */
export function useReactionNotices(participants: readonly RemoteParticipant[]): void {
  const reactions = useStore(useCall().activities)?.reactions;
  const announce = useAnnounce();
  const nameOf = useEffectEvent(({ from }: ReactionEvent) =>
    from === null ? 'You' : participants.find(({ participantId }) => participantId === from)?.displayName,
  );

  useEffect(() => {
    if (!reactions) return;
    let gathered: ReactionEvent[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let saidAtMs = Number.NEGATIVE_INFINITY;
    const say = () => {
      const named = gathered.flatMap((event) => {
        const name = nameOf(event);
        return name === undefined ? [] : [{ name, reaction: event.reaction }];
      });
      gathered = [];
      timer = undefined;
      saidAtMs = performance.now();
      if (named.length > 0) announce(describeReactions(named));
    };
    const stop = reactions.onReaction((event) => {
      gathered.push(event);
      timer ??= setTimeout(say, Math.max(gatheredMs, saidAtMs + quietMs - performance.now()));
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [reactions, announce]);
}
