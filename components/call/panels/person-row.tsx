import { Mic, MicOff, MonitorUp, Video, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { describeHand } from '../hands/describe-hand';
import { HandBadge } from '../hands/hand-badge';

interface DeviceIconProps {
  label: string;
  isOn: boolean;
  on: ReactNode;
  off: ReactNode;
}

function DeviceIcon({ label, isOn, on, off }: DeviceIconProps) {
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

export interface PersonRowProps {
  displayName: string;
  label: string;
  /** Said below the name. */
  detail?: ReactNode;
  /** What can be done here, between the name and the devices. */
  action?: ReactNode;
  /** Opens below the row. */
  children?: ReactNode;
  isMicrophoneOn: boolean;
  isCameraOn: boolean;
  isScreenOn: boolean;
  /** Their place in the order of raised hands; `null` while theirs is down. */
  handPlace: number | null;
}

/** One person in the list of people, and with what they are here. */
export function PersonRow({ displayName, label, detail, action, children, ...person }: PersonRowProps) {
  const { handPlace, isMicrophoneOn, isCameraOn, isScreenOn } = person;
  return (
    <li className="px-3 py-1.5">
      <div className="flex min-h-11 items-center gap-3">
        <Avatar name={displayName} className="w-10" />
        <span className="min-w-0 grow">
          <span className="block truncate font-medium">{label}</span>
          {detail}
        </span>
        {action}
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
      </div>
      {children}
    </li>
  );
}
