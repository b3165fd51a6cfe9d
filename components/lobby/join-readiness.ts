import type { CallState } from '@/lib/call/call-state';

export type JoinReadiness = 'connecting' | 'unreachable' | 'full' | 'ready' | 'joining';

/** Whether a press on "Join call" would work now, and if not, why. */
export function joinReadiness(state: CallState): JoinReadiness {
  switch (state.phase) {
    case 'idle':
      return 'connecting';
    case 'preparing':
      if (state.isFull) return 'full';
      if (state.isReady) return 'ready';
      return state.error ? 'unreachable' : 'connecting';
    default:
      return 'joining';
  }
}
