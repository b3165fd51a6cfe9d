import { useCallback, useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';
import { DirectHandshake } from '@/lib/direct/direct-handshake';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';
import { CallPhases } from '../call/call-phases';
import { CallProvider } from '../call/call-provider';
import { createCall } from '../call/create-call';
import { useCallScreen } from '../call/use-call-screen';
import { LobbySkeleton } from '../lobby/lobby-skeleton';
import { DirectFarewell } from './direct-farewell';
import { DirectLobby } from './direct-lobby';
import type { DirectWay } from './direct-way';
import { loadLateParts } from './load-late-parts';
import { WhenAlone } from './when-alone';

interface DirectCallProps {
  way: DirectWay;
  /** Back to the first step, with everything thrown away. */
  onRestart: () => void;
}

const options = {
  createPeerConnection: (configuration: RTCConfiguration) => new RTCPeerConnection(configuration),
  clock: systemClock,
  logger: createConsoleLogger('info'),
};

/** From the codes to the farewell: the call of everybody else, over a handshake instead of a server. */
export function DirectCall({ way, onRestart }: DirectCallProps) {
  const [handshake, setHandshake] = useState<DirectHandshake | null>(null);
  // There may be no server to load it from by the time it is needed.
  useCallScreen(true);
  useEffect(loadLateParts, []);

  // The other side need not wait for silence to know that nobody is here any more.
  useEffect(() => {
    const close = () => handshake?.close();
    window.addEventListener('pagehide', close);
    return () => window.removeEventListener('pagehide', close);
  }, [handshake]);

  const create = useCallback(async (ownWay: DirectWay): Promise<Call> => {
    const opened =
      ownWay.role === 'host'
        ? await DirectHandshake.begin(options)
        : await DirectHandshake.answer(ownWay.offer, options);
    const { keys } = opened;
    const call = await createCall(
      { roomId: keys.roomId, keys },
      {
        createChannel: () => opened.createChannel(),
        onDispose: () => opened.close(),
      },
    );
    setHandshake(opened);
    return call;
  }, []);

  return (
    <CallProvider
      link={way}
      createCall={create}
      whenAlone={handshake && <WhenAlone wire={handshake.wire} onRestart={onRestart} />}
      fallback={<LobbySkeleton />}
    >
      {handshake ? (
        <CallPhases
          lobby={(call) => (
            <DirectLobby call={call} handshake={handshake} role={way.role} onRestart={onRestart} />
          )}
          farewell={(call, reason) => (
            <DirectFarewell
              reason={reason}
              wire={handshake.wire}
              onRejoin={() => call.rejoin()}
              onRestart={onRestart}
            />
          )}
        />
      ) : null}
    </CallProvider>
  );
}
