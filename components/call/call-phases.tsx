'use client';

import { Activity, type ReactNode, useState } from 'react';
import { LobbySkeleton } from '@/components/lobby/lobby-skeleton';
import { useStore } from '@/components/use-store';
import type { Call } from '@/lib/call/call';
import type { EndReason } from '@/lib/call/call-state';
import { useCall } from './call-provider';
import type { InCallState } from './call-screen';
import { callTitle } from './call-title';
import { useDocumentTitle } from './hooks/use-document-title';
import { useQuietState } from './hooks/use-quiet-state';
import { NotLoaded } from './not-loaded';
import { type CallScreenModule, useCallScreen } from './use-call-screen';

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

interface CallPhasesProps {
  /** Before the call. `isReturn`: not for the first time. `screen`: the call's part of the program, once it is here. */
  lobby: (call: Call, isReturn: boolean, screen: CallScreenModule | null) => ReactNode;
  /** After it. */
  farewell: (call: Call, reason: EndReason) => ReactNode;
}

/** Lobby, call and farewell, as the call's state goes. The call is the same, whatever leads into it. */
export function CallPhases({ lobby, farewell }: CallPhasesProps) {
  const call = useCall();
  const state = useQuietState(useStore(call.state));
  // The lobby comes first; the call's part of the program loads when that is of use.
  const [screen, retry] = useCallScreen(state.phase === 'preparing' ? state.isReady : state.phase !== 'idle');
  const [hasLeftLobby, setLeftLobby] = useState(false);
  const isLobby =
    state.phase === 'idle' || state.phase === 'preparing' || (!screen && state.phase !== 'ended');
  if (!hasLeftLobby && !isLobby) setLeftLobby(true);
  useDocumentTitle(callTitle(state));

  switch (state.phase) {
    case 'idle':
      return <LobbySkeleton />;
    case 'preparing':
    case 'joining':
    case 'in-call': {
      // The click already shows the call, which was rendered behind the lobby: its tiles wait for the first frame.
      // Where it is not here yet, the lobby says that one joins.
      const inCall = screen && state.phase !== 'preparing' ? state : null;
      return (
        <>
          {screen && !inCall ? <screen.LaterRecordingOffers /> : null}
          {retry ? (
            <NotLoaded onRetry={retry} onLeave={state.phase === 'preparing' ? null : () => call.leave()} />
          ) : null}
          {inCall ? null : lobby(call, hasLeftLobby, screen)}
          {screen ? (
            <Activity mode={inCall ? 'visible' : 'hidden'}>
              <screen.CallScreen state={inCall ?? beforeCall} />
            </Activity>
          ) : null}
        </>
      );
    }
    case 'ended':
      return (
        <>
          {screen ? <screen.LaterRecordingOffers /> : null}
          {farewell(call, state.reason)}
        </>
      );
  }
}
