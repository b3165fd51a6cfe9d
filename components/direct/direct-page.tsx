'use client';

import { useEffect, useState } from 'react';
import { isBrowserCapable } from '@/components/is-browser-capable';
import { ErrorPage } from '@/components/pages/error-page';
import { whenIdle } from '@/components/when-idle';
import { readOffer } from '@/lib/direct/direct-handshake';
import { ChooseWay } from './choose-way';
import { DirectCall } from './direct-call';
import type { DirectWay } from './direct-way';
import { EnterCode } from './enter-code';
import { loadDirectParts } from './load-direct-parts';

type Step =
  | { name: 'choose' }
  | { name: 'enter'; text: string }
  | { name: 'call'; way: DirectWay }
  | { name: 'impossible'; code: 'devices-insecure-context' | 'browser-unsupported' };

/** Where somebody goes who has or wants a code, unless this browser can't make calls here. */
function stepTo(step: Step): Step {
  if (!isSecureContext) return { name: 'impossible', code: 'devices-insecure-context' };
  return isBrowserCapable() ? step : { name: 'impossible', code: 'browser-unsupported' };
}

/** The step that an address with a code leads to. */
function stepOf(address: string): Step {
  const offer = readOffer(address);
  if (!offer.ok) return { name: 'enter', text: address };
  return { name: 'call', way: { url: null, role: 'guest', offer: offer.value } };
}

/** What the address leads to: nothing without a code in it. */
function readAddress(): Step | null {
  return location.hash.length > 1 ? stepTo(stepOf(location.href)) : null;
}

/** A call of two without a server: begin one, or answer one; a link with a code in it answers at once. */
export function DirectPage() {
  const [step, setStep] = useState<Step>({ name: 'choose' });
  /** How often it was begun anew: nothing of one attempt is left in the next. */
  const [attempt, setAttempt] = useState(0);
  const isInCall = step.name === 'call';

  useEffect(() => whenIdle(loadDirectParts), []);
  useEffect(() => {
    // A call says itself when somebody may be led out of it.
    if (isInCall) return;
    const read = () => setStep((current) => readAddress() ?? current);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, [isInCall]);

  function go(next: Step) {
    setAttempt((before) => before + 1);
    setStep(next);
  }

  function restart() {
    // The code in the address has done its work.
    history.replaceState(null, '', location.pathname);
    go({ name: 'choose' });
  }

  /** Another link was opened. One that can't be answered leads nobody away from a code that can. */
  function leaveFor(isOver: boolean) {
    const next = readAddress();
    if (next && (isOver || next.name === 'call')) go(next);
  }

  switch (step.name) {
    case 'choose':
      return (
        <ChooseWay
          isReturn={attempt > 0}
          onStart={() => setStep(stepTo({ name: 'call', way: { url: null, role: 'host' } }))}
          onEnter={() => setStep(stepTo({ name: 'enter', text: '' }))}
        />
      );
    case 'enter':
      return (
        <EnterCode
          key={step.text}
          initialText={step.text}
          onOffer={(offer) => setStep({ name: 'call', way: { url: null, role: 'guest', offer } })}
          onBack={restart}
        />
      );
    case 'call':
      return <DirectCall key={attempt} way={step.way} onRestart={restart} onNewAddress={leaveFor} />;
    case 'impossible':
      return <ErrorPage code={step.code} />;
  }
}
