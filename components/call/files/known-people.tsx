import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import type { RemoteParticipant } from '@/lib/call/call-state';
import type { ParticipantId } from '@/lib/protocol';

export interface KnownPeople {
  /** What somebody is or was called; "Somebody" where nobody knows. */
  nameOf: (participantId: ParticipantId) => string;
  /** Whether they are in the call. */
  isHere: (participantId: ParticipantId) => boolean;
}

const KnownPeopleContext = createContext<KnownPeople | null>(null);

interface KnownPeopleProviderProps {
  participants: readonly RemoteParticipant[];
  children: ReactNode;
}

/** Remembers what people are called who have left: what was sent to them goes on bearing their name. */
export function KnownPeopleProvider({ participants, children }: KnownPeopleProviderProps) {
  const [names, setNames] = useState<ReadonlyMap<ParticipantId, string>>(new Map());
  const news = participants.filter(
    ({ participantId, displayName }) => names.get(participantId) !== displayName,
  );
  if (news.length > 0) {
    const entries = news.map(({ participantId, displayName }) => [participantId, displayName] as const);
    setNames(new Map([...names, ...entries]));
  }
  // Most of what changes about people is neither their name nor that they are here.
  const ids = participants.map(({ participantId }) => participantId).join(' ');
  const known = useMemo<KnownPeople>(() => {
    const here = new Set(ids.split(' '));
    return {
      nameOf: (participantId) => names.get(participantId) || 'Somebody',
      isHere: (participantId) => here.has(participantId),
    };
  }, [names, ids]);
  return <KnownPeopleContext value={known}>{children}</KnownPeopleContext>;
}

export function useKnownPeople(): KnownPeople {
  const known = use(KnownPeopleContext);
  if (!known) throw new Error('useKnownPeople needs a KnownPeopleProvider above it');
  return known;
}
