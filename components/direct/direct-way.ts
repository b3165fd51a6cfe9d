import type { OfferCode } from '@/lib/direct/direct-code';

/** Which of the two somebody is: the one who begins, or the one who answers. No link leads into a direct call. */
export type DirectWay = { url: null; role: 'host' } | { url: null; role: 'guest'; offer: OfferCode };

/** The link that hands an offer over. Whoever opens it is asked to answer. */
export function offerLink(code: string): string {
  return `${location.origin}${location.pathname}#${code}`;
}
