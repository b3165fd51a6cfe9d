import type { Rating } from './rate-sample';

/** A line that is poor for so long stays poor. */
const proposeAfterMs = 15_000;

/** Whether to propose sending and receiving less. `proposed`: the banner is shown; `answered`: never again. */
export type LowDataProposal =
  | { readonly status: 'idle'; readonly poorSinceMs: number | null }
  | { readonly status: 'proposed' }
  | { readonly status: 'answered' };

export const noProposal: LowDataProposal = { status: 'idle', poorSinceMs: null };

/**
 * The proposal after another look at the ratings of all peers. Made once a call, when the line has been poor for 15 s;
 * poor is a line when most connections over it are, for a cause that fewer bytes can help.
 */
export function proposeLowData(
  proposal: LowDataProposal,
  ratings: readonly Rating[],
  isDataLow: boolean,
  nowMs: number,
): LowDataProposal {
  if (proposal.status === 'answered') return proposal;
  if (isDataLow) return { status: 'answered' };
  if (proposal.status === 'proposed') return proposal;
  const poor = ratings.filter(({ level, cause }) => level === 'poor' && cause !== 'cpu');
  if (poor.length * 2 <= ratings.length) return noProposal;
  const poorSinceMs = proposal.poorSinceMs ?? nowMs;
  return nowMs - poorSinceMs >= proposeAfterMs ? { status: 'proposed' } : { status: 'idle', poorSinceMs };
}
