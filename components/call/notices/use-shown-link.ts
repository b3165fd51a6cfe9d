import { useEffect, useState } from 'react';
import type { ServerLink } from '@/lib/call/call-state';

/** A move to another server (PROTOCOL L4) is over before, and nobody needs to know of it. */
const patienceMs = 700;

/** The link to the server as people are shown it: an interruption only when it lasts. */
export function useShownLink(link: ServerLink): ServerLink {
  const [lasting, setLasting] = useState(link);
  useEffect(() => {
    if (link === 'online') return setLasting(link);
    const timer = setTimeout(() => setLasting(link), patienceMs);
    return () => clearTimeout(timer);
  }, [link]);
  return link === 'online' ? link : lasting;
}
