import type { RemoteParticipant } from '@/lib/call/call-state';
import type { ShownSize } from '@/lib/protocol';
import type { Shown } from '@/lib/quality/quality-state';
import type { StageLayout } from '../layout/lay-out-stage';
import type { Rect } from '../layout/rect';

/** Pictures up to so many lines high, in device pixels, are small. */
const smallHeightPx = 260;

function sizeOf(rect: Rect | undefined, pixelRatio: number): ShownSize {
  if (!rect || rect.height <= 0 || rect.width <= 0) return 'none';
  return rect.height * pixelRatio <= smallHeightPx ? 'small' : 'large';
}

/** What of everybody's pictures the stage shows. `sharing` are those whose screens have places, in that order. */
export function shownPictures(
  { others, screens }: Pick<StageLayout, 'others' | 'screens'>,
  participants: readonly RemoteParticipant[],
  sharing: readonly RemoteParticipant[],
  pixelRatio: number,
): Map<string, Shown> {
  return new Map(
    participants.map((participant, index) => {
      const place = sharing.indexOf(participant);
      // A screen that is about to be shared is not known yet: it must not wait to be asked for.
      const screen = place < 0 ? 'large' : sizeOf(screens[place], pixelRatio);
      return [participant.participantId, { camera: sizeOf(others[index], pixelRatio), screen }];
    }),
  );
}
