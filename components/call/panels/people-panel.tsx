import { X } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { useHandOrder, useHandPlace } from '../hands/use-presence';
import { describePeer } from '../stage/describe-peer';
import { OwnRow } from './own-row';
import { PersonRow } from './person-row';
import { usePanelFocus } from './use-panel-focus';

/** What the toolbar's button says it controls. */
export const peoplePanelId = 'people-panel';

interface PeoplePanelProps {
  selfName: string;
  participants: readonly RemoteParticipant[];
  onClose: () => void;
}

/** How the link to somebody is, where it does not work. */
function PeerDetail({ participant }: { participant: RemoteParticipant }) {
  const words = describePeer(participant, useDiagnosis(participant.peer.status));
  return words ? <span className="block truncate text-sm text-text-muted">{words.badge}</span> : null;
}

/** Whose hands are up, in their order, before everybody else. */
function raisedFirst<P extends { handPlace: number | null }>(people: readonly P[]): P[] {
  const rank = ({ handPlace }: P) => handPlace ?? Number.MAX_SAFE_INTEGER;
  return [...people].sort((a, b) => rank(a) - rank(b));
}

/** Who is here, and with what. Beside the stage on a desktop, over its lower half on a phone; never modal. */
export function PeoplePanel({ selfName, participants, onClose }: PeoplePanelProps) {
  const ownPlace = useHandPlace(null);
  const handOrder = useHandOrder();
  const panel = useRef<HTMLElement>(null);
  usePanelFocus(panel);

  const others = participants.map((participant) => {
    const { participantId, displayName, isMicrophoneOn, isCameraOn, isScreenOn } = participant;
    const handPlace = handOrder.indexOf(participantId) + 1 || null;
    const row = (
      <PersonRow
        key={participantId}
        displayName={displayName}
        label={displayName}
        detail={<PeerDetail participant={participant} />}
        handPlace={handPlace}
        isMicrophoneOn={isMicrophoneOn}
        isCameraOn={isCameraOn}
        isScreenOn={isScreenOn}
      />
    );
    return { handPlace, row };
  });
  const self = { handPlace: ownPlace, row: <OwnRow key="self" displayName={selfName} /> };

  return (
    <aside
      ref={panel}
      id={peoplePanelId}
      tabIndex={-1}
      aria-labelledby="people-heading"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="absolute inset-x-2 bottom-0 z-20 flex max-h-[70%] animate-enter flex-col rounded-tile bg-surface-raised pb-2 shadow-float outline-none md:static md:max-h-none md:w-80 md:shrink-0 md:shadow-none"
    >
      <header className="flex items-center gap-2 py-2 pr-2 pl-5">
        <h2 id="people-heading" className="grow text-lg font-semibold tracking-tight">
          People <span className="font-normal text-text-muted">{participants.length + 1}</span>
        </h2>
        <IconButton label="Close people" icon={<X />} variant="ghost" onClick={onClose} />
      </header>
      <ul aria-labelledby="people-heading" className="min-h-0 grow overflow-y-auto px-2 [list-style-type:'']">
        {raisedFirst([self, ...others]).map(({ row }) => row)}
      </ul>
    </aside>
  );
}
