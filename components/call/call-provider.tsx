'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';

interface CallContextValue {
  call: Call;
  /** The whole link, secret and all: what is handed to others. `null` where no link leads into the call. */
  linkUrl: string | null;
  /** Shown to whoever is alone in a call without a link. */
  whenAlone: ReactNode;
}

const CallContext = createContext<CallContextValue | null>(null);

interface CallProviderProps<Link> {
  link: Link;
  /** Builds the call of a link. Called once for each mount; what it built is disposed on unmount. */
  createCall: (link: Link) => Promise<Call>;
  whenAlone?: ReactNode;
  /** Shown until there is a call. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Owns the call: creates it, starts the lobby, and disposes it when the page goes. */
export function CallProvider<Link extends { url: string | null }>({
  link,
  createCall,
  whenAlone = null,
  fallback,
  children,
}: CallProviderProps<Link>) {
  const [call, setCall] = useState<Call | null>(null);

  useEffect(() => {
    let isMounted = true;
    let opened: Call | null = null;
    const open = async () => {
      const created = await createCall(link);
      if (!isMounted) {
        created.dispose();
        return;
      }
      opened = created;
      setCall(created);
      created.prepare();
    };
    open().catch((error: unknown) => {
      // Belongs to the error boundary: throwing while rendering takes it there.
      if (isMounted) {
        setCall(() => {
          throw error;
        });
      }
    });
    return () => {
      isMounted = false;
      setCall(null);
      opened?.dispose();
    };
  }, [link, createCall]);

  if (!call) return fallback;
  return <CallContext value={{ call, linkUrl: link.url, whenAlone }}>{children}</CallContext>;
}

function useCallContext(): CallContextValue {
  const value = use(CallContext);
  if (!value) throw new Error('useCall needs a CallProvider above it');
  return value;
}

/** The call of this page: what can be asked of it. */
export function useCall(): Call {
  return useCallContext().call;
}

/** The link that lets others in; `null` where there is none. */
export function useCallLink(): string | null {
  return useCallContext().linkUrl;
}

/** What to tell whoever is alone in a call without a link. */
export function useWhenAlone(): ReactNode {
  return useCallContext().whenAlone;
}
