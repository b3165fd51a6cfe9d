import { useEffect, useState } from 'react';
import { Avatar } from '@/components/ui/avatar';
import type { RemoteParticipant } from '@/lib/call/call-state';
import type { SafetyEmoji } from '@/lib/crypto/safety-emoji';
import { useCall } from '../call-provider';

type Code = { status: 'none' | 'working' } | { status: 'known'; signs: readonly SafetyEmoji[] };

/** The code shared with one person, worked out anew when the link to them changes. */
function useSafetyCode({ participantId, peer }: RemoteParticipant): Code {
  const call = useCall();
  const [code, setCode] = useState<Code>({ status: 'none' });
  const { status } = peer;

  useEffect(() => {
    let isCurrent = true;
    const isConnected = status === 'connected';
    setCode({ status: isConnected ? 'working' : 'none' });
    const show = (signs: readonly SafetyEmoji[] | null) => {
      if (isCurrent) setCode(signs === null ? { status: 'none' } : { status: 'known', signs });
    };
    if (isConnected) call.getSafetyCode(participantId).then(show, () => show(null));
    return () => {
      isCurrent = false;
    };
  }, [call, participantId, status]);

  return code;
}

function SafetyCode({ participant }: { participant: RemoteParticipant }) {
  const code = useSafetyCode(participant);
  return (
    <li className="py-2">
      <div className="flex min-h-11 items-center gap-3">
        <Avatar name={participant.displayName} className="w-10" />
        <span className="min-w-0 grow truncate font-medium">{participant.displayName}</span>
        {code.status === 'known' ? null : (
          <span className="text-sm text-text-muted">
            {code.status === 'working' ? 'One moment…' : 'Not connected'}
          </span>
        )}
      </div>
      {code.status === 'known' ? (
        <ol className="mt-2 grid grid-cols-6 gap-1 rounded-control bg-surface-sunken p-2 [list-style-type:'']">
          {code.signs.map(({ emoji, name }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sign may come twice, and its place is part of the code.
            <li key={`${place}-${name}`} className="min-w-0 text-center text-xs text-text-muted">
              <span aria-hidden="true" className="block text-2xl">
                {emoji}
              </span>
              {name}
            </li>
          ))}
        </ol>
      ) : null}
    </li>
  );
}

/** How two people make sure that nobody sits between them. */
export function SafetyCodes({ participants }: { participants: readonly RemoteParticipant[] }) {
  if (participants.length === 0) {
    return (
      <p className="text-text-muted">When somebody joins, the code you share with them is shown here.</p>
    );
  }
  return (
    <>
      <p className="mb-3 text-text-muted">
        Read the code aloud with each person. If you both see the same, nobody can listen in between.
      </p>
      <ul className="[list-style-type:'']">
        {participants.map((participant) => (
          <SafetyCode key={participant.participantId} participant={participant} />
        ))}
      </ul>
    </>
  );
}
