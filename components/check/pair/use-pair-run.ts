import { useEffect, useState } from 'react';
import type { PairRun } from '@/lib/check/pair/pair-run';
import type { RoomKeys } from '@/lib/crypto/room-keys';
import type { ErrorCode } from '@/lib/errors/error-code';
import type { Result } from '@/lib/protocol';
import { createPair } from './create-pair';

/** The tries of every way, from when the page is there until it goes; `null` until the server has answered. */
export function usePairRun(keys: RoomKeys): [run: Result<PairRun, ErrorCode> | null, restart: () => void] {
  const [run, setRun] = useState<Result<PairRun, ErrorCode> | null>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another run.
  useEffect(() => {
    const page = new AbortController();
    let opened: PairRun | null = null;
    const close = () => {
      page.abort();
      void opened?.close();
    };
    void createPair(keys, page.signal).then((created) => {
      if (created.ok) opened = created.value;
      if (page.signal.aborted) close();
      else setRun(created);
    });
    // The other side sees at once that we are gone.
    addEventListener('pagehide', close, { signal: page.signal });
    return () => {
      close();
      setRun(null);
    };
  }, [keys, round]);

  return [run, () => setRound((before) => before + 1)];
}
