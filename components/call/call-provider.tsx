'use client';

import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';
import type { RoomLink } from '@/lib/crypto/room-link';

interface CallContextValue {
  call: Call;
  /** The whole link, secret and all: what is handed to others. */
  linkUrl: string;
}

const CallContext = createContext<CallContextValue | null>(null);

interface CallProviderProps {
  link: RoomLink;
  /** Builds the call of a link. Called once for each mount; what it built is disposed on unmount. */
  createCall: (link: RoomLink) => Promise<Call>;
  /** Shown until there is a call. */
  fallback: ReactNode;
  children: ReactNode;
}

/** Owns the call: creates it, starts the lobby, and disposes it when the page goes. */
export function CallProvider({ link, createCall, fallback, children }: CallProviderProps) {
  const [value, setValue] = useState<CallContextValue | null>(null);

  useEffect(() => {
    let isMounted = true;
    let call: Call | null = null;
    const open = async () => {
      const created = await createCall(link);
      if (!isMounted) {
        created.dispose();
        return;
      }
      call = created;
      setValue({ call, linkUrl: link.url });
      call.prepare();
    };
    open().catch((error: unknown) => {
      // Belongs to the error boundary: throwing while rendering takes it there.
      if (isMounted) {
        setValue(() => {
          throw error;
        });
      }
    });
    return () => {
      isMounted = false;
      setValue(null);
      call?.dispose();
    };
  }, [link, createCall]);

  return value ? <CallContext value={value}>{children}</CallContext> : fallback;
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

/** The link that lets others in. */
export function useCallLink(): string {
  return useCallContext().linkUrl;
}
