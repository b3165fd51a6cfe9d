import { Mic, MicOff, MonitorUp, Video, VideoOff, X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { IconButton } from '@/components/ui/icon-button';
import { useStore } from '@/components/use-store';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import { useDiagnosis } from '../diagnosis/use-diagnosis';
import { describeHand } from '../hands/describe-hand';
import { HandBadge } from '../hands/hand-badge';
import { useHandOrder, useHandPlace } from '../hands/use-presence';
import { describePeer } from '../stage/describe-peer';

/** What the toolbar's button says it controls. */
export const peoplePanelId = 'people-panel';

interface PeoplePanelProps {
  selfName: string;
  participants: readonly RemoteParticipant[];
  onClose: () => void;
}

function DeviceIcon({
  label,
  isOn,
  on,
  off,
}: {
  label: string;
  isOn: boolean;
  on: ReactNode;
  off: ReactNode;
}) {
  return (
    <span className={isOn ? 'text-text-muted' : 'text-danger-ink'}>
      <span className="sr-only">
        {label} {isOn ? 'on' : 'off'}
      </span>
      <span aria-hidden="true" className="[&>svg]:size-5">
        {isOn ? on : off}
      </span>
    </span>
  );
}

interface PersonProps {
  displayName: string;
  label: string;
  detail: ReactNode;
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  isScreenOn: boolean;
  /** Their place in the order of raised hands; `null` while theirs is down. */
  handPlace: number | null;
}

function Person({ displayName, label, detail, handPlace, ...devices }: PersonProps) {
  const { isMicrophoneOn, isCameraOn, isScreenOn } = devices;
  return (
    <li className="flex min-h-14 items-center gap-3 rounded-control px-3 py-1.5">
      <Avatar name={displayName} className="w-10" />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{label}</span>
        {detail}
      </span>
      {handPlace === null ? null : (
        <span>
          <span className="sr-only">{describeHand(handPlace)}</span>
          <HandBadge place={handPlace} />
        </span>
      )}
      {isScreenOn ? (
        <span className="text-accent">
          <span className="sr-only">Sharing a screen</span>
          <MonitorUp aria-hidden="true" className="size-5" />
        </span>
      ) : null}
      <DeviceIcon label="Microphone" isOn={isMicrophoneOn} on={<Mic />} off={<MicOff />} />
      <DeviceIcon label="Camera" isOn={isCameraOn} on={<Video />} off={<VideoOff />} />
    </li>
  );
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
  const { camera, microphone, screen } = useStore(useCall().localMedia.state);
  const ownPlace = useHandPlace(null);
  const handOrder = useHandOrder();
  const panel = useRef<HTMLElement>(null);

  // Focus goes in with the panel and, when it is still in there at the end, back to where it came from.
  useLayoutEffect(() => {
    const element = panel.current;
    const opener = document.activeElement;
    element?.focus({ preventScroll: true });
    return () => {
      if (element?.contains(document.activeElement) && opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  const self = {
    key: 'self',
    displayName: selfName,
    label: `${selfName} (you)`,
    detail: null,
    handPlace: ownPlace,
    isMicrophoneOn: microphone.status === 'on',
    isCameraOn: camera.status === 'on',
    isScreenOn: screen.status === 'on',
  };
  const others = participants.map((participant) => ({
    key: participant.participantId,
    displayName: participant.displayName,
    label: participant.displayName,
    detail: <PeerDetail participant={participant} />,
    handPlace: handOrder.indexOf(participant.participantId) + 1 || null,
    isMicrophoneOn: participant.isMicrophoneOn,
    isCameraOn: participant.isCameraOn,
    isScreenOn: participant.isScreenOn,
  }));
  const people = raisedFirst([self, ...others]);

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
        {people.map(({ key, ...person }) => (
          <Person key={key} {...person} />
        ))}
      </ul>
    </aside>
  );
}
