'use client';

import { RotateCw } from 'lucide-react';
import type { CheckRun } from '@/lib/check/check-run';
import { writeReport } from '@/lib/check/report';
import { Button } from '../ui/button';
import { buttonClass } from '../ui/button-class';
import { useStore } from '../use-store';
import { CheckFrame } from './check-frame';
import { CheckList } from './check-list';
import { CheckTogether } from './check-together';
import { CopyReport } from './copy-report';
import { createCheck } from './create-check';
import { useCheckRun } from './use-check-run';
import { VerdictPanel } from './verdict-panel';

const deviceIds = ['secure', 'camera', 'microphone', 'speaker'];
const title = 'Check your connection';

interface ConnectionCheckProps {
  createRun?: () => CheckRun;
}

/** What this device and this network can do for a call, each in plain words, with a verdict and a report. */
export function ConnectionCheck({ createRun = createCheck }: ConnectionCheckProps) {
  const [run, restart] = useCheckRun(createRun);
  return (
    <CheckFrame title={title}>
      {run ? <Findings run={run} onRestart={restart} /> : <VerdictPanel verdict={null} />}
    </CheckFrame>
  );
}

function Findings({ run, onRestart }: { run: CheckRun; onRestart: () => void }) {
  const { rows, verdict, isDone } = useStore(run.state);
  const { origin } = location;
  const { userAgent } = navigator;
  return (
    <>
      <VerdictPanel verdict={verdict} />
      <CheckList title="Your network" rows={rows.filter(({ id }) => !deviceIds.includes(id))} run={run} />
      <CheckList title="Your device" rows={rows.filter(({ id }) => deviceIds.includes(id))} run={run} />
      <div className="mt-8 flex flex-col gap-3 sm:flex-row">
        <Button
          icon={<RotateCw className="size-4.5" />}
          isBusy={!isDone}
          onClick={() => isDone && onRestart()}
        >
          Check again
        </Button>
        <a href="/" className={buttonClass('secondary')}>
          Back to home
        </a>
      </div>
      <CheckTogether />
      {isDone ? (
        <div className="mt-6">
          <CopyReport report={writeReport({ verdict, rows, date: new Date(), origin, userAgent })} />
        </div>
      ) : null}
    </>
  );
}
