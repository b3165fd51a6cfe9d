'use client';

import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isBrowserCapable } from '@/components/is-browser-capable';
import { ErrorPage } from '@/components/pages/error-page';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { useStore } from '@/components/use-store';
import { pairFinding, pairVerdict } from '@/lib/check/pair/pair-findings';
import { parsePairLink } from '@/lib/check/pair/pair-link';
import type { PairRun } from '@/lib/check/pair/pair-run';
import { writeReport } from '@/lib/check/report';
import type { RoomLink, RoomLinkError } from '@/lib/crypto/room-link';
import { messages } from '@/lib/errors/messages';
import type { Result } from '@/lib/protocol';
import { CheckFrame } from '../check-frame';
import { CheckList } from '../check-list';
import { CopyReport } from '../copy-report';
import { VerdictPanel } from '../verdict-panel';
import { PairLinkField } from './pair-link-field';
import { usePairRun } from './use-pair-run';

const title = 'Check together';

type PairLinkError = RoomLinkError | 'devices-insecure-context' | 'browser-unsupported';

/** What two people's networks do for a call between them: both open the same link and see the same. */
export function PairCheck() {
  const [link, setLink] = useState<Result<RoomLink, PairLinkError> | null>(null);
  useEffect(() => {
    if (!isBrowserCapable()) return setLink({ ok: false, code: 'browser-unsupported' });
    parsePairLink(location.href, location.origin).then(setLink, () =>
      // Web Crypto, with which links are read, is absent outside secure contexts.
      setLink({ ok: false, code: 'devices-insecure-context' }),
    );
  }, []);
  if (!link) return <CheckFrame title={title} />;
  return link.ok ? <Both link={link.value} /> : <ErrorPage code={link.code} />;
}

function Both({ link }: { link: RoomLink }) {
  const [run, restart] = usePairRun(link.keys);
  return (
    <CheckFrame title={title}>
      <p className="mt-2 text-lg text-text-muted">
        Send this link to the other person. When both of you have it open, your browsers try every way to each
        other. Nobody sees or hears anything.
      </p>
      <PairLinkField url={link.url} />
      {run?.ok ? <Ways run={run.value} /> : null}
      {run && !run.ok ? (
        <VerdictPanel
          verdict={{
            outcome: 'blocked',
            title: messages[run.code].title,
            advice: [messages[run.code].action],
          }}
        />
      ) : null}
      {run ? null : <VerdictPanel verdict={null} />}
      <div className="mt-8 flex flex-col gap-3 sm:flex-row">
        <Button icon={<RotateCw className="size-4.5" />} onClick={restart}>
          Check again
        </Button>
        <a href="/check" className={buttonClass('secondary')}>
          Check your connection
        </a>
      </div>
    </CheckFrame>
  );
}

function Ways({ run }: { run: PairRun }) {
  const rows = useStore(run.rows);
  const findings = rows.map(pairFinding);
  const verdict = pairVerdict(rows);
  const isAlone = rows.some(({ state }) => state.status === 'alone');
  const { origin } = location;
  const { userAgent } = navigator;
  return (
    <>
      <VerdictPanel
        verdict={verdict}
        waiting={isAlone ? 'Waiting for the other person to open the link…' : 'Trying every way between you…'}
      />
      <CheckList title="Between the two of you" rows={findings} />
      {verdict ? (
        <div className="mt-6">
          <CopyReport
            report={writeReport({ verdict, rows: findings, date: new Date(), origin, userAgent })}
          />
        </div>
      ) : null}
    </>
  );
}
