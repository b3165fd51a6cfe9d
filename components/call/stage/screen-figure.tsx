import { MonitorUp } from 'lucide-react';
import { useCallback } from 'react';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import type { Rect } from '../layout/rect';
import { place, placedClass } from './place';
import { TrackVideo } from './track-video';

interface ScreenFigureProps {
  participant: RemoteParticipant;
  rect: Rect | undefined;
  onAspect: (participantId: string, aspect: number) => void;
}

/** The screen that somebody shares, whole. */
export function ScreenFigure({ participant, rect, onAspect }: ScreenFigureProps) {
  const call = useCall();
  const { participantId, displayName, screenTrackId } = participant;
  const reportAspect = useCallback(
    (aspect: number) => onAspect(participantId, aspect),
    [onAspect, participantId],
  );
  return (
    <figure style={place(rect)} className={`${placedClass} overflow-hidden rounded-xl bg-stage-raised`}>
      <TrackVideo
        track={screenTrackId === null ? null : call.getTrack(screenTrackId)}
        fit="contain"
        from={{ participantId, source: 'screen' }}
        onAspect={reportAspect}
      />
      <figcaption className="absolute bottom-3 left-3 flex max-w-[calc(100%-1.5rem)] items-center gap-2 rounded-full bg-black/60 px-3 py-1 text-sm font-medium text-white">
        <MonitorUp aria-hidden="true" className="size-4 shrink-0" />
        <span className="truncate">{displayName}'s screen</span>
      </figcaption>
    </figure>
  );
}
