import { MicOff } from 'lucide-react';
import { memo, useId } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { classNames } from '@/components/ui/class-names';
import { Spinner } from '@/components/ui/spinner';
import type { QualityLevel } from '@/lib/quality/rate-sample';
import { describeHand } from '../hands/describe-hand';
import { HandBadge } from '../hands/hand-badge';
import { describeQuality } from '../quality/describe-quality';
import { SignalButton } from '../quality/signal-button';
import { TileReactions } from '../reactions/tile-reactions';
import { describePause, type PeerWords } from './describe-peer';
import { place, placedClass } from './place';
import { TrackVideo } from './track-video';

/** A link that is up within half a second never says that it was not. */
const afterUsualConnecting = '[animation-delay:500ms]';

interface TileProps {
  /** The listitem's accessible name. */
  label: string;
  displayName: string;
  /** What the chip shows. */
  caption: string;
  cameraTrack: MediaStreamTrack | null;
  isMirrored: boolean;
  isMicrophoneOn: boolean;
  isSpeaking: boolean;
  peer: PeerWords | null;
  /** Whose tile it is; `null` for one's own. */
  participantId: string | null;
  /** How the connection to them is. A good one is not shown. */
  signal: QualityLevel;
  signalEffect: string | null;
  isRelayed: boolean;
  /** Their camera is on, but their line does not carry its picture now. */
  isCameraPaused: boolean;
  /** Their place in the order of raised hands; `null` while theirs is down. */
  handPlace: number | null;
  x: number | undefined;
  y: number | undefined;
  width: number | undefined;
  height: number | undefined;
  isFloating: boolean;
}

function statusWords({ isMicrophoneOn, cameraTrack, isCameraPaused, peer, ...tile }: TileProps): string {
  const words = [
    tile.handPlace === null ? null : `${describeHand(tile.handPlace)}.`,
    isMicrophoneOn ? null : 'Microphone off.',
    cameraTrack ? null : isCameraPaused ? 'Picture paused.' : 'Camera off.',
    peer ? peer.detail : null,
    hasSignal({ peer, ...tile }) ? describeQuality(tile.displayName, tile.signal, tile.signalEffect) : null,
  ];
  return words.filter(Boolean).join(' ');
}

/** Only where there is a connection to speak of, and it is not as it should be. */
function hasSignal({
  peer,
  signal,
  participantId,
}: Pick<TileProps, 'peer' | 'signal' | 'participantId'>): boolean {
  return participantId !== null && peer === null && signal !== 'good';
}

function Badge({ peer }: { peer: PeerWords }) {
  return (
    <span
      aria-hidden="true"
      title={peer.detail}
      className={classNames(
        'absolute top-2 left-2 flex max-w-[calc(100%-1rem)] animate-fade items-center gap-2 rounded-full px-2.5 py-1 text-xs font-medium @sm:top-3 @sm:left-3 @sm:text-sm',
        peer.kind === 'failed'
          ? 'bg-danger text-danger-text'
          : `bg-black/65 text-white ${afterUsualConnecting}`,
      )}
    >
      {peer.kind === 'waiting' ? <Spinner className="[animation-delay:inherit]" /> : null}
      <span className="truncate">{peer.badge}</span>
    </span>
  );
}

/** One person on the stage: their picture or initials, name, and whatever is not as it should be. */
export const Tile = memo(function Tile(props: TileProps) {
  const { label, displayName, caption, cameraTrack, isMicrophoneOn, isSpeaking, peer, isFloating } = props;
  const { x, y, width, height, participantId, isCameraPaused, handPlace } = props;
  const statusId = useId();
  const rect =
    x === undefined || y === undefined || width === undefined || height === undefined
      ? null
      : { x, y, width, height };
  const status = statusWords(props);

  return (
    <li
      aria-label={label}
      aria-describedby={status ? statusId : undefined}
      data-standing={rect && rect.height > rect.width ? '' : undefined}
      style={place(rect)}
      className={classNames(
        placedClass,
        '@container-[size] overflow-hidden bg-stage-raised',
        isFloating ? 'z-10 rounded-2xl shadow-float ring-1 ring-white/15' : 'rounded-tile',
      )}
    >
      <span className="absolute inset-0 flex items-center justify-center">
        <Avatar name={displayName} className="w-[min(40cqmin,9rem)]" />
      </span>
      <TrackVideo
        track={cameraTrack}
        fit="cover"
        isMirrored={props.isMirrored}
        from={participantId === null ? undefined : { participantId, source: 'camera' }}
      />
      {peer && cameraTrack ? (
        <span
          className={classNames(
            'absolute inset-0 animate-fade bg-black/45',
            peer.kind !== 'failed' && afterUsualConnecting,
          )}
        />
      ) : null}
      <span
        aria-hidden="true"
        className={classNames(
          'pointer-events-none absolute inset-0 rounded-[inherit] border-3 border-accent transition-opacity',
          isSpeaking ? 'opacity-100' : 'opacity-0',
        )}
      />
      {peer ? <Badge peer={peer} /> : null}
      {peer?.kind === 'failed' ? (
        <span
          aria-hidden="true"
          className="absolute inset-x-4 top-11 hidden animate-fade text-balance text-sm text-white/85 @xs:block @sm:inset-x-5 @sm:top-14"
        >
          {peer.detail}
        </span>
      ) : null}
      {!peer && isCameraPaused ? <Badge peer={describePause(displayName)} /> : null}
      {participantId !== null && hasSignal(props) ? (
        <SignalButton
          participantId={participantId}
          displayName={displayName}
          level={props.signal}
          effect={props.signalEffect}
          isRelayed={props.isRelayed}
        />
      ) : null}
      <span
        aria-hidden="true"
        className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] flex-col items-start gap-1 text-xs font-medium @[8rem]:flex-row @[8rem]:items-center @[8rem]:gap-1.5 @sm:bottom-3 @sm:left-3 @sm:text-sm"
      >
        {handPlace === null ? null : <HandBadge place={handPlace} />}
        <span className="flex min-w-0 max-w-full items-center gap-1.5 rounded-full bg-black/60 px-2.5 py-1 text-white @sm:px-3">
          {isMicrophoneOn ? null : <MicOff className="size-[1.15em] shrink-0 text-danger-ink" />}
          <span className="truncate">{caption}</span>
        </span>
      </span>
      <TileReactions participantId={participantId} name={participantId === null ? 'You' : displayName} />
      <span id={statusId} className="sr-only">
        {status}
      </span>
    </li>
  );
});
