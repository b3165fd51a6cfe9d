'use client';

import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { isBrowserCapable } from '@/components/is-browser-capable';
import { Lobby } from '@/components/lobby/lobby';
import { LobbySkeleton } from '@/components/lobby/lobby-skeleton';
import type { Call } from '@/lib/call/call';
import { parseRoomLink, type RoomLink, type RoomLinkError } from '@/lib/crypto/room-link';
import type { Result } from '@/lib/protocol';
import { CallPhases } from './call-phases';
import { CallProvider } from './call-provider';
import { createCall as createRealCall } from './create-call';

const EndedPage = lazy(async () => ({
  default: (await import('@/components/pages/ended-page')).EndedPage,
}));
const ErrorPage = lazy(async () => ({
  default: (await import('@/components/pages/error-page')).ErrorPage,
}));

interface RoomProps {
  /** Builds the call of a link; component tests give a fake one. */
  createCall?: (link: RoomLink) => Promise<Call>;
}

function subscribeToAddress(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}

/** The address bar's link; `null` while rendering on the server, which never sees the fragment. */
function useAddress(): string | null {
  return useSyncExternalStore(
    subscribeToAddress,
    () => location.href,
    () => null,
  );
}

/** Reads the link once; `null` until it is read. */
function useRoomLink(
  address: string | null,
): Result<RoomLink, RoomLinkError | 'devices-insecure-context' | 'browser-unsupported'> | null {
  const [link, setLink] = useState<ReturnType<typeof useRoomLink>>(null);
  useEffect(() => {
    if (address === null) return;
    if (!isBrowserCapable()) {
      setLink({ ok: false, code: 'browser-unsupported' });
      return;
    }
    let isCurrent = true;
    parseRoomLink(address, location.origin).then(
      (parsed) => isCurrent && setLink(parsed),
      // Web Crypto, with which links are read, is absent outside secure contexts.
      () => isCurrent && setLink({ ok: false, code: 'devices-insecure-context' }),
    );
    return () => {
      isCurrent = false;
      setLink(null);
    };
  }, [address]);
  return link;
}

/** The room's page: reads the link in the address bar, then lobby, call and farewell as the call's state goes. */
export function Room({ createCall = createRealCall }: RoomProps) {
  const link = useRoomLink(useAddress());
  if (!link) return <LobbySkeleton />;
  if (!link.ok) {
    return (
      <Suspense fallback={null}>
        <ErrorPage code={link.code} />
      </Suspense>
    );
  }
  return (
    <CallProvider link={link.value} createCall={createCall} fallback={<LobbySkeleton />}>
      <CallPhases
        lobby={(call, isReturn, screen) => (
          <Lobby
            call={call}
            invitation={screen && <screen.CopyLink linkUrl={link.value.url} />}
            isReturn={isReturn}
          />
        )}
        farewell={(call, reason) => (
          <Suspense fallback={null}>
            <EndedPage reason={reason} onRejoin={() => call.rejoin()} />
          </Suspense>
        )}
      />
    </CallProvider>
  );
}
