import type { CallState } from '@/lib/call/call-state';
import { isPassingRefusal } from '@/lib/call/passing-refusal';

/** `unreachable` passes by itself; `refused` does not, and needs the person. */
export type JoinReadiness = 'connecting' | 'unreachable' | 'refused' | 'full' | 'ready' | 'joining';

/** Whether a press on "Join call" is worth keeping until the room is reached. */
export function isWaiting(readiness: JoinReadiness): boolean {
  return readiness === 'connecting' || readiness === 'unreachable';
}

/** Whether a press on "Join call" would work now, and if not, why. */
export function joinReadiness(state: CallState): JoinReadiness {
  switch (state.phase) {
    case 'idle':
      return 'connecting';
    case 'preparing':
      // How full it was, before the connection was lost, may not be so any more.
      if (state.isReady) return state.isFull ? 'full' : 'ready';
      if (!state.error) return 'connecting';
      return isPassingRefusal(state.error) ? 'unreachable' : 'refused';
    default:
      return 'joining';
  }
}
