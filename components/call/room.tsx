'use client';

import { Activity, lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { isBrowserCapable } from '@/components/is-browser-capable';
import { Lobby } from '@/components/lobby/lobby';
import { LobbySkeleton } from '@/components/lobby/lobby-skeleton';
import { LaterRecordingOffers } from '@/components/recordings/later-recording-offers';
import { useStore } from '@/components/use-store';
import type { Call } from '@/lib/call/call';
import { parseRoomLink, type RoomLink, type RoomLinkError } from '@/lib/crypto/room-link';
import type { Result } from '@/lib/protocol';
import { CallProvider, useCall } from './call-provider';
import type { InCallState } from './call-screen';
import { callTitle } from './call-title';
import { createCall as createRealCall } from './create-call';
import { diagnoseHere } from './diagnosis/diagnose-here';
import { DiagnoseContext } from './diagnosis/use-diagnosis';
import { useDocumentTitle } from './hooks/use-document-title';
import { Opening } from './opening';
import { useCallScreen } from './use-call-screen';

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

/** What the call screen is made ready with while the lobby is shown. */
const beforeCall: InCallState = {
  phase: 'joining',
  serverLink: 'online',
  capacity: 0,
  self: { participantId: '', displayName: '' },
  participants: [],
  refusal: null,
  isTampered: false,
};

function CallPhases() {
  const call = useCall();
  const state = useStore(call.state);
  // The lobby comes first; the call's part of the program loads when that is of use.
  const CallScreen = useCallScreen(state.phase === 'preparing' ? state.isReady : state.phase !== 'idle');
  const [hasLeftLobby, setLeftLobby] = useState(false);
  if (!hasLeftLobby && state.phase !== 'idle' && state.phase !== 'preparing') setLeftLobby(true);
  useDocumentTitle(callTitle(state));

  switch (state.phase) {
    case 'idle':
      return <LobbySkeleton />;
    case 'preparing':
    case 'joining':
    case 'in-call': {
      // The click already shows the call, which was rendered behind the lobby: its tiles wait for the first frame.
      const inCall = state.phase === 'preparing' ? null : state;
      return (
        <>
          {inCall ? null : <Lobby call={call} isReturn={hasLeftLobby} />}
          {inCall ? null : <LaterRecordingOffers />}
          {CallScreen ? (
            <Activity mode={inCall ? 'visible' : 'hidden'}>
              <DiagnoseContext value={diagnoseHere}>
                <CallScreen state={inCall ?? beforeCall} />
              </DiagnoseContext>
            </Activity>
          ) : inCall ? (
            <Opening />
          ) : null}
        </>
      );
    }
    case 'ended':
      return (
        <Suspense fallback={null}>
          <EndedPage reason={state.reason} onRejoin={() => call.rejoin()} />
          <LaterRecordingOffers />
        </Suspense>
      );
  }
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
      <CallPhases />
    </CallProvider>
  );
}
