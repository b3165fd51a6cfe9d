import { memo, useCallback, useRef, useState } from 'react';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useElementSize } from '../hooks/use-element-size';
import { layOutStage } from '../layout/lay-out-stage';
import { shownPictures } from '../quality/shown-pictures';
import { useShownPictures } from '../quality/use-shown-pictures';
import { EmptyStage } from './empty-stage';
import { RemoteTile } from './remote-tile';
import { ScreenFigure } from './screen-figure';
import { SelfTile } from './self-tile';

interface StageProps {
  selfName: string;
  participants: readonly RemoteParticipant[];
}

const usualAspect = 16 / 9;

/** Everybody in the call, and the screens they share. The DOM order never changes with the layout, so no picture reloads. */
export const Stage = memo(function Stage({ selfName, participants }: StageProps) {
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(ref);
  const [aspects, setAspects] = useState<ReadonlyMap<string, number>>(new Map());
  const onAspect = useCallback((participantId: string, aspect: number) => {
    setAspects((before) => new Map(before).set(participantId, aspect));
  }, []);

  const sharing = participants.filter(
    ({ isScreenOn, screenTrackId }) => isScreenOn && screenTrackId !== null,
  );
  const layout = layOutStage({
    width,
    height,
    othersCount: participants.length,
    screenAspects: sharing.map(({ participantId }) => aspects.get(participantId) ?? usualAspect),
  });

  const pixelRatio = typeof devicePixelRatio === 'number' ? devicePixelRatio : 1;
  useShownPictures(shownPictures(layout, participants, sharing, pixelRatio));

  // Unmeasured only within the first layout effect: tiles that appear at their place have nothing to move from.
  if (width === 0 || height === 0) return <div ref={ref} className="size-full" />;
  return (
    <div ref={ref} className="relative size-full">
      {sharing.map((participant, index) => (
        <ScreenFigure
          key={participant.participantId}
          participant={participant}
          rect={layout.screens[index]}
          onAspect={onAspect}
        />
      ))}
      {participants.length === 0 ? <EmptyStage /> : null}
      <ul aria-label="Participants" className="[list-style-type:'']">
        {participants.map((participant, index) => (
          <RemoteTile key={participant.participantId} participant={participant} rect={layout.others[index]} />
        ))}
        <SelfTile displayName={selfName} rect={layout.self} isFloating={layout.isSelfFloating} />
      </ul>
    </div>
  );
});
