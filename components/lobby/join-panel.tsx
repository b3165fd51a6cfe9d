'use client';

import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Call } from '@/lib/call/call';
import { Button } from '../ui/button';
import { useStore } from '../use-store';
import { takeDisplayName } from './display-name';
import { isWaiting, joinReadiness } from './join-readiness';
import { JoinStatus } from './join-status';
import { headingClass, panelClass } from './lobby-layout';
import { NameField } from './name-field';
import { Presence } from './presence';

interface JoinPanelProps {
  call: Call;
  /** Beside who is here. */
  invitation: ReactNode;
  displayName: string;
  onDisplayNameChange: (displayName: string) => void;
  /** The lobby took the place of a call or of its end: its heading takes the focus that went with them. */
  isReturn: boolean;
}

/**
 * Who is in, your name, and the way in. A press before the room is reached is kept and carried out as soon as it
 * is, unless the call turns out to be full or closed to this page.
 */
export function JoinPanel(props: JoinPanelProps) {
  const { call, invitation, displayName, onDisplayNameChange, isReturn } = props;
  const state = useStore(call.state);
  const [isWanted, setWanted] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const readiness = joinReadiness(state);
  const names =
    'participants' in state ? state.participants.map((participant) => participant.displayName) : [];

  useEffect(() => {
    if (isReturn) heading.current?.focus({ preventScroll: true });
  }, [isReturn]);

  useEffect(() => {
    if (!isWanted || isWaiting(readiness)) return;
    setWanted(false);
    if (readiness === 'ready') join();
  });

  function join() {
    call.join(takeDisplayName(displayName));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (readiness === 'ready') join();
    else setWanted(isWaiting(readiness));
  }

  return (
    <form onSubmit={submit} noValidate className={panelClass}>
      <h1 ref={heading} tabIndex={-1} className={`${headingClass} outline-none`}>
        Ready to join?
      </h1>
      <div className="mt-1 flex flex-wrap items-center gap-x-3">
        <Presence names={names} isKnown={!isWaiting(readiness) && readiness !== 'refused'} />
        {invitation}
      </div>
      <NameField
        value={displayName}
        onChange={(event) => onDisplayNameChange(event.target.value)}
        enterKeyHint="go"
        className="mt-5 lg:mt-7 short:mt-3"
      />
      <Button
        type="submit"
        size="lg"
        isBusy={isWanted || readiness === 'joining'}
        aria-disabled={readiness === 'full' || readiness === 'refused' || undefined}
        aria-describedby="join-status"
        className="mt-4 w-full"
      >
        Join call
      </Button>
      <JoinStatus id="join-status" state={state} isWanted={isWanted} />
    </form>
  );
}
