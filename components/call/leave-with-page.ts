import type { Call } from '@/lib/call/call';

/**
 * Leaves a call whose page goes: the seat is free at once for the others' eyes, and a reload takes a new life in it.
 * The lobby has nothing to leave, and is a lobby still when the browser's Back shows the page again. Ends with `signal`.
 */
export function leaveWithPage(call: Pick<Call, 'state' | 'leave'>, signal: AbortSignal): void {
  addEventListener(
    'pagehide',
    () => {
      const { phase } = call.state.getSnapshot();
      if (phase === 'joining' || phase === 'in-call') call.leave();
    },
    { signal },
  );
}
