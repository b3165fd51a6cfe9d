'use client';

import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { BrandLink } from '../ui/brand-link';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { checkAddress, checkBrowser } from './browser-checks';
import type { Check, CheckResult } from './check';
import { CheckRow } from './check-row';
import { checkDevice } from './device-check';
import { checkLiveConnection, checkServer } from './server-checks';

const everyCheck: readonly Check[] = [
  checkAddress,
  checkBrowser,
  checkDevice('camera'),
  checkDevice('microphone'),
  checkServer,
  checkLiveConnection,
];

function summarize(results: readonly (CheckResult | null)[]): string {
  if (results.some((result) => result === null)) return 'Looking at your device and the way to our server…';
  const problems = results.filter((result) => result?.state === 'problem').length;
  if (problems === 0) return 'Ready for a call.';
  return problems === 1 ? 'One thing needs your attention.' : `${problems} things need your attention.`;
}

interface ConnectionCheckProps {
  checks?: readonly Check[];
}

/**
 * What can be known before a call: this device and the way to the server, each in plain words. It does not try a
 * call, so it promises nothing about the way between two people.
 */
export function ConnectionCheck({ checks = everyCheck }: ConnectionCheckProps) {
  const [results, setResults] = useState<readonly (CheckResult | null)[]>(() => checks.map(() => null));
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round runs the same checks again.
  useEffect(() => {
    let isCurrent = true;
    setResults(checks.map(() => null));
    for (const [index, check] of checks.entries()) {
      void check.run().then((result) => {
        if (isCurrent) setResults((before) => before.map((former, at) => (at === index ? result : former)));
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [checks, round]);

  return (
    <div className="mx-auto flex min-h-dvh max-w-xl flex-col px-safe-5">
      <header className="pt-safe-5 sm:pt-safe-8">
        <BrandLink />
      </header>
      <main className="py-8 sm:py-12">
        <h1 className="font-bold text-3xl tracking-[-0.025em] sm:text-4xl">Check your connection</h1>
        <p role="status" className="mt-2 text-lg text-text-muted">
          {summarize(results)}
        </p>
        <ul className="mt-7 divide-y divide-border overflow-hidden rounded-tile border border-border bg-surface-raised">
          {checks.map((check, index) => (
            <CheckRow key={check.name} name={check.name} result={results[index] ?? null} />
          ))}
        </ul>
        <p className="mt-4 text-[0.9375rem] text-text-muted leading-snug">
          Whether two people’s networks let them through to each other shows only in a call.
        </p>
        <div className="mt-7 flex flex-col gap-3 sm:flex-row">
          <Button icon={<RotateCw className="size-4.5" />} onClick={() => setRound((before) => before + 1)}>
            Check again
          </Button>
          <a href="/" className={buttonClass('secondary')}>
            Back to home
          </a>
        </div>
      </main>
    </div>
  );
}
