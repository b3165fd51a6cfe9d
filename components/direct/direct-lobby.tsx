import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Call } from '@/lib/call/call';
import type { DirectHandshake } from '@/lib/direct/direct-handshake';
import { messages } from '@/lib/errors/messages';
import { DevicePickers } from '../lobby/device-pickers';
import { readDisplayName, takeDisplayName } from '../lobby/display-name';
import { headingClass, LobbyLayout } from '../lobby/lobby-layout';
import { NameField } from '../lobby/name-field';
import { SelfPreview } from '../lobby/self-preview';
import { FocusedHeading } from '../pages/focused-heading';
import { Button } from '../ui/button';
import { useFocusHandover } from '../use-focus-handover';
import { useStore } from '../use-store';
import type { DirectWay } from './direct-way';
import { GuestSteps } from './guest-steps';
import { HostSteps } from './host-steps';
import { useOwnCode } from './use-own-code';

interface DirectLobbyProps {
  call: Call;
  handshake: DirectHandshake;
  role: DirectWay['role'];
  onRestart: () => void;
}

/** Before a direct call: see and hear yourself, hand the codes over. Whoever is found is talked to without another press. */
export function DirectLobby({ call, handshake, role, onRestart }: DirectLobbyProps) {
  const [displayName, setDisplayName] = useState(readDisplayName);
  const isReady = useStore(call.state, (state) => state.phase === 'preparing' && state.isReady);
  const isLost = useStore(handshake.wire) === 'lost';
  const code = useOwnCode(handshake, call);

  useEffect(() => {
    if (isReady) call.join(takeDisplayName(displayName));
  });

  return (
    <LobbyLayout
      preview={<SelfPreview localMedia={call.localMedia} displayName={displayName.trim()} />}
      panel={
        <section
          aria-labelledby="direct-heading"
          className="flex flex-col lg:row-span-2 short:col-start-2 short:row-span-2 short:row-start-1"
        >
          <FocusedHeading
            id="direct-heading"
            className={headingClass}
            title={role === 'host' ? 'Start a direct call' : 'Answer the call'}
          />
          <NameField
            value={displayName}
            onChange={(event) => setDisplayName(event.target.value)}
            className="mt-4"
          />
          <div role="status">
            {isLost ? (
              <div className="mt-6">
                <p className="font-semibold text-danger-ink">{messages['direct-lost'].title}</p>
                <p className="mt-1 mb-4 text-text-muted">{messages['direct-lost'].body}</p>
                <Button onClick={onRestart}>Make a new code</Button>
              </div>
            ) : null}
          </div>
          {isLost ? null : (
            <Steps>
              {role === 'host' ? (
                <HostSteps call={call} handshake={handshake} code={code} onRestart={onRestart} />
              ) : (
                <GuestSteps call={call} code={code} onRestart={onRestart} />
              )}
            </Steps>
          )}
        </section>
      }
      devices={<DevicePickers localMedia={call.localMedia} />}
    />
  );
}

/** The steps go when the other side is lost, and the focus with them: the heading has it then. */
function Steps({ children }: { children: ReactNode }) {
  const steps = useRef<HTMLDivElement>(null);
  useFocusHandover(steps);
  return <div ref={steps}>{children}</div>;
}
