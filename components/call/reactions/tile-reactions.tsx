import { useEffect, useState } from 'react';
import { useStore } from '@/components/use-store';
import type { ParticipantId, Reaction } from '@/lib/protocol';
import { useCall } from '../call-provider';
import { emojiFont, reactionSigns } from './reaction-signs';

interface TileReactionsProps {
  /** Whose tile it is; `null` for one's own. */
  participantId: ParticipantId | null;
  /** Whose name stands below the sign. */
  name: string;
}

interface Floating {
  key: number;
  reaction: Reaction;
}

const shownMs = 3_000;
/** Older ones make room. */
const mostAtOnce = 8;
/** Where they rise, side by side; in percent of the tile's width. */
const lanes = [50, 34, 66, 42, 58, 26, 74, 50] as const;

/** The reactions of one person as they rise over their tile; without motion they appear and go. */
export function TileReactions({ participantId, name }: TileReactionsProps) {
  const reactions = useStore(useCall().activities)?.reactions;
  const [floating, setFloating] = useState<readonly Floating[]>([]);

  useEffect(() => {
    if (!reactions) return;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    let lastKey = 0;
    const stop = reactions.onReaction(({ from, reaction }) => {
      if (from !== participantId) return;
      lastKey += 1;
      const key = lastKey;
      setFloating((before) => [...before, { key, reaction }].slice(-mostAtOnce));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setFloating((before) => before.filter((other) => other.key !== key));
      }, shownMs);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
      setFloating([]);
    };
  }, [reactions, participantId]);

  return floating.map(({ key, reaction }) => (
    <span
      key={key}
      aria-hidden="true"
      data-reaction={reaction}
      style={{ left: `${lanes[key % lanes.length]}%` }}
      className="pointer-events-none absolute bottom-[max(18%,min(3rem,35%))] flex w-0 animate-float flex-col items-center gap-1 motion-reduce:animate-none"
    >
      <span className={`text-[clamp(1.75rem,18cqmin,3.5rem)] leading-none ${emojiFont}`}>
        {reactionSigns[reaction].emoji}
      </span>
      <span className="hidden max-w-28 truncate rounded-full bg-black/65 px-2 py-0.5 text-xs font-medium text-white [@container_(min-width:9rem)_and_(min-height:12rem)]:block">
        {name}
      </span>
    </span>
  ));
}
