import { CallQuality, type CallQualityOptions } from '@/lib/quality/call-quality';
import type { Clock } from '@/lib/store/clock';
import type { Logger } from '@/lib/store/logger';
import type { PeerMesh } from './peer-mesh';
import type { Roster } from './roster';

/** A life in a room, as far as its quality goes. */
export interface QualityRoom {
  mesh: PeerMesh;
  roster: Roster;
}

interface QualityPorts {
  page: CallQualityOptions['page'];
  isScreenOn: () => boolean;
  clock: Clock;
  logger: Logger;
}

/** Begins to look after the connections of a room, until `close`. */
export function openQuality({ mesh, roster }: QualityRoom, ports: QualityPorts): CallQuality {
  const quality = new CallQuality({
    connections: () =>
      [...mesh.peers].map(([participantId, { current, status }]) => ({
        participantId,
        connectionId: current.sessionId,
        isConnected: status.status === 'connected',
        isCameraOn:
          roster.members.find((member) => member.participantId === participantId)?.profile.isCameraOn ??
          false,
        getStats: () => current.session.getStats(),
      })),
    budget: () => mesh.budget,
    say: (to, message) => mesh.peers.get(to)?.say(message) ?? false,
    onPlan: () => mesh.applyBudgets(),
    recover: (participantId) => mesh.recover(participantId),
    ...ports,
  });
  mesh.pictures.hand(quality);
  return quality;
}
