'use client';

import { useEffect, useState } from 'react';
import { isBrowserCapable } from '@/components/is-browser-capable';
import { ErrorPage } from '@/components/pages/error-page';
import { readOffer } from '@/lib/direct/direct-handshake';
import { ChooseWay } from './choose-way';
import { DirectCall } from './direct-call';
import type { DirectWay } from './direct-way';
import { EnterCode } from './enter-code';

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

/** A call of two without a server: begin one, or answer one; a link with a code in it answers at once. */
export function DirectPage() {
  const [step, setStep] = useState<Step>({ name: 'choose' });

  useEffect(() => {
    const read = () => {
      if (location.hash.length <= 1) return;
      // Nobody is led out of a call, nor away from a code that is waiting for its answer.
      setStep((current) => (current.name === 'call' ? current : stepTo(stepOf(location.href))));
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);

  function restart() {
    // The code in the address has done its work.
    history.replaceState(null, '', location.pathname);
    setStep({ name: 'choose' });
  }

  switch (step.name) {
    case 'choose':
      return (
        <ChooseWay
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
      return <DirectCall way={step.way} onRestart={restart} />;
    case 'impossible':
      return <ErrorPage code={step.code} />;
  }
}
