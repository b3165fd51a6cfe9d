import { createContext, use, useEffect, useState } from 'react';
import type { Diagnosis } from '@/lib/check/diagnose';

/** Finds out which leg fails; nothing is looked into where nobody provides it. */
export const DiagnoseContext = createContext<() => Promise<Diagnosis | null>>(() => Promise.resolve(null));

/** Why somebody can't be reached, looked into once it is so; `null` while that is not known. */
export function useDiagnosis(isFailed: boolean): Diagnosis | null {
  const diagnose = use(DiagnoseContext);
  const [diagnosis, setDiagnosis] = useState<Diagnosis | null>(null);

  useEffect(() => {
    if (!isFailed) return;
    let isCurrent = true;
    void diagnose().then((found) => isCurrent && setDiagnosis(found));
    return () => {
      isCurrent = false;
      setDiagnosis(null);
    };
  }, [isFailed, diagnose]);

  return diagnosis;
}
