import { ChevronDown } from 'lucide-react';
import { AddressSwitch } from '@/components/lobby/address-switch';
import type { RemoteParticipant } from '@/lib/call/call-state';
import { useCall } from '../call-provider';
import { ConnectionFigures } from './connection-figures';
import { describeBytes } from './describe-figures';
import { describeQuality } from './describe-quality';
import { LowDataSwitch } from './low-data-switch';
import { SignalIcon } from './signal-icon';
import { usePeerSignal } from './use-peer-signal';
import { useQualityState } from './use-quality';

function DataUsed() {
  const { sentBytes, receivedBytes } = useQualityState((state) => state.dataUsed);
  return (
    <p className="border-y border-border py-3">
      <span className="flex justify-between gap-4">
        <span className="font-medium">Data used in this call</span>
        <span className="whitespace-nowrap tabular-nums">{describeBytes(sentBytes + receivedBytes)}</span>
      </span>
      <span className="block text-sm text-text-muted tabular-nums">
        {describeBytes(sentBytes)} sent, {describeBytes(receivedBytes)} received
      </span>
    </p>
  );
}

function Connection({ participant }: { participant: RemoteParticipant }) {
  const { participantId, displayName, peer } = participant;
  const { level, effect } = usePeerSignal(participantId);
  if (peer.status !== 'connected') {
    return <li className="py-2 text-text-muted">{`Not connected to ${displayName}.`}</li>;
  }
  return (
    <li>
      <details className="group">
        <summary className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-control py-2">
          <SignalIcon level={level} className="size-5 shrink-0" />
          <span className="min-w-0 grow">{describeQuality(displayName, level, effect)}</span>
          <ChevronDown
            aria-hidden="true"
            className="size-5 shrink-0 text-text-muted transition-transform group-open:rotate-180"
          />
        </summary>
        <div className="pb-3 pl-7.5">
          <ConnectionFigures participantId={participantId} isRelayed={peer.isRelayed} />
        </div>
      </details>
    </li>
  );
}

/** How the connections do, what they cost, and the way to make them cost less. */
export function ConnectionPanel({ participants }: { participants: readonly RemoteParticipant[] }) {
  const call = useCall();
  return (
    <div className="grid gap-4">
      <LowDataSwitch />
      <AddressSwitch call={call} />
      <DataUsed />
      {participants.length === 0 ? (
        <p className="text-text-muted">When somebody joins, the connection to them is shown here.</p>
      ) : (
        <ul aria-label="Connections" className="[list-style-type:'']">
          {participants.map((participant) => (
            <Connection key={participant.participantId} participant={participant} />
          ))}
        </ul>
      )}
    </div>
  );
}
