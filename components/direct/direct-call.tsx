import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { Call } from '@/lib/call/call';
import { DirectHandshake } from '@/lib/direct/direct-handshake';
import { systemClock } from '@/lib/store/clock';
import { createConsoleLogger } from '@/lib/store/logger';
import { CallPhases } from '../call/call-phases';
import { CallProvider } from '../call/call-provider';
import { createCall } from '../call/create-call';
import { DiagnoseContext } from '../call/diagnosis/use-diagnosis';
import { useCallScreen } from '../call/use-call-screen';
import { LobbySkeleton } from '../lobby/lobby-skeleton';
import { DirectFarewell } from './direct-farewell';
import { DirectLobby } from './direct-lobby';
import type { DirectWay } from './direct-way';
import { loadDirectParts } from './load-direct-parts';
import { WhenAlone } from './when-alone';

interface DirectCallProps {
  way: DirectWay;
  /** Back to the first step, with everything thrown away. */
  onRestart: () => void;
  /** The address has changed, and nobody is led out of a call by it; `isOver`: nor away from a code. */
  onNewAddress: (isOver: boolean) => void;
}

const options = {
  createPeerConnection: (configuration: RTCConfiguration) => new RTCPeerConnection(configuration),
  clock: systemClock,
  logger: createConsoleLogger('info'),
};

/** There is no server whose relays could be out of reach. */
const findNothing = () => Promise.resolve(null);

/** From the codes to the farewell: the call of everybody else, over a handshake instead of a server. */
export function DirectCall({ way, onRestart, onNewAddress }: DirectCallProps) {
  const [handshake, setHandshake] = useState<DirectHandshake | null>(null);
  const [call, setCall] = useState<Call | null>(null);
  // There may be no server to load it from by the time it is needed.
  useCallScreen(true);
  useEffect(loadDirectParts, []);

  // The other side need not wait for silence to know that nobody is here any more.
  useEffect(() => {
    const close = () => handshake?.close();
    window.addEventListener('pagehide', close);
    return () => window.removeEventListener('pagehide', close);
  }, [handshake]);

  const read = useEffectEvent(() => {
    const phase = call?.state.getSnapshot().phase;
    const isOver = phase === 'ended';
    // The host's code may be on its way; a guest who opens another link has been sent it.
    if (isOver || (way.role === 'guest' && phase === 'preparing')) onNewAddress(isOver);
  });
  useEffect(() => {
    const onChange = () => read();
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);

  const create = useCallback(async (ownWay: DirectWay): Promise<Call> => {
    const made =
      ownWay.role === 'host'
        ? await DirectHandshake.begin(options)
        : await DirectHandshake.answer(ownWay.offer, options);
    const { keys } = made;
    const created = await createCall(
      { roomId: keys.roomId, keys },
      {
        createChannel: () => made.createChannel(),
        onDispose: () => made.close(),
      },
    );
    setHandshake(made);
    setCall(created);
    return created;
  }, []);

  return (
    <CallProvider
      link={way}
      createCall={create}
      whenAlone={handshake && <WhenAlone wire={handshake.wire} onRestart={onRestart} />}
      fallback={<LobbySkeleton />}
    >
      {handshake ? (
        <DiagnoseContext value={findNothing}>
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
        </DiagnoseContext>
      ) : null}
    </CallProvider>
  );
}
