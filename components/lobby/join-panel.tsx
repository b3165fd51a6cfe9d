'use client';

import { type FormEvent, useEffect, useState } from 'react';
import type { Call } from '@/lib/call/call';
import { limits } from '@/lib/protocol';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';
import { useStore } from '../use-store';
import { rememberDisplayName } from './display-name';
import { joinReadiness } from './join-readiness';
import { JoinStatus } from './join-status';
import { headingClass, panelClass } from './lobby-layout';
import { Presence } from './presence';

interface JoinPanelProps {
  call: Call;
  displayName: string;
  onDisplayNameChange: (displayName: string) => void;
}

/**
 * Who is in, your name, and the way in. A press before the room is reached is kept and carried out as soon as it
 * is, unless the call turns out to be full.
 */
export function JoinPanel({ call, displayName, onDisplayNameChange }: JoinPanelProps) {
  const state = useStore(call.state);
  const [isWanted, setWanted] = useState(false);
  const readiness = joinReadiness(state);
  const names =
    'participants' in state ? state.participants.map((participant) => participant.displayName) : [];

  useEffect(() => {
    if (!isWanted || readiness === 'connecting' || readiness === 'unreachable') return;
    setWanted(false);
    if (readiness === 'ready') join();
  });

  function join() {
    const name = displayName.trim();
    rememberDisplayName(name);
    call.join(name || 'Guest');
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (readiness === 'ready') join();
    else setWanted(readiness === 'connecting' || readiness === 'unreachable');
  }

  return (
    <form onSubmit={submit} noValidate className={panelClass}>
      <h1 className={headingClass}>Ready to join?</h1>
      <Presence names={names} isKnown={readiness !== 'connecting' && readiness !== 'unreachable'} />
      <TextField
        label="Your name"
        value={displayName}
        onChange={(event) => onDisplayNameChange(event.target.value)}
        maxLength={limits.displayNameLength}
        autoComplete="name"
        autoCapitalize="words"
        spellCheck={false}
        enterKeyHint="go"
        className="mt-5 lg:mt-7 short:mt-3"
      />
      <Button
        type="submit"
        size="lg"
        isBusy={isWanted || readiness === 'joining'}
        aria-disabled={readiness === 'full' || undefined}
        aria-describedby="join-status"
        className="mt-4 w-full"
      >
        Join call
      </Button>
      <JoinStatus id="join-status" state={state} isWanted={isWanted} />
    </form>
  );
}
