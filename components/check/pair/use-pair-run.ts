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
    const life = new AbortController();
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
    // The browser's Back shows the page as it was (HTML 7.4.6.2), with everything over that it shows.
    addEventListener('pageshow', ({ persisted }) => persisted && setRound((before) => before + 1), {
      signal: life.signal,
    });
    return () => {
      life.abort();
      close();
      setRun(null);
    };
  }, [keys, round]);

  return [run, () => setRound((before) => before + 1)];
}
