import { useEffect, useState } from 'react';
import type { CheckRun } from '@/lib/check/check-run';

/** A run of all checks that begins with the page, and the way to begin another; `null` before the first. */
export function useCheckRun(createRun: () => CheckRun): [run: CheckRun | null, restart: () => void] {
  const [run, setRun] = useState<CheckRun | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another run.
  useEffect(() => {
    const created = createRun();
    setRun(created);
    void created.start();
    return () => created.stop();
  }, [createRun, round]);

  return [run, () => setRound((before) => before + 1)];
}
