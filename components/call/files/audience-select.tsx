import { Select } from '@/components/ui/select';
import type { RemoteParticipant } from '@/lib/call/call-state';

/** Whom something is for. */
export type Audience = Pick<RemoteParticipant, 'participantId' | 'displayName'>;

interface AudienceSelectProps {
  participants: readonly RemoteParticipant[];
  /** `null`: everybody. */
  value: Audience | null;
  onChange: (audience: Audience | null) => void;
  className?: string;
}

const everyone = 'everyone';

/** Asks whether something goes to everyone or to one person. Whoever leaves meanwhile stays chosen. */
export function AudienceSelect({ participants, value, onChange, className }: AudienceSelectProps) {
  const isAway =
    value !== null && !participants.some(({ participantId }) => participantId === value.participantId);
  const people: readonly Audience[] = isAway
    ? [...participants, { ...value, displayName: `${value.displayName} (not here now)` }]
    : participants;
  return (
    <Select
      label="To"
      value={value?.participantId ?? everyone}
      onChange={(id) =>
        onChange([...participants, ...(value ? [value] : [])].find((one) => one.participantId === id) ?? null)
      }
      options={[
        { value: everyone, label: 'Everyone, and who joins later' },
        ...people.map(({ participantId, displayName }) => ({ value: participantId, label: displayName })),
      ]}
      {...(className ? { className } : {})}
    />
  );
}
