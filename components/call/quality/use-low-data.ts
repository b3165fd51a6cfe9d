import { useEffect } from 'react';
import { readLowData, rememberLowData } from './low-data-preference';
import { useQuality, useQualityState } from './use-quality';

/** Whether little data is used, and the switch for it, which this device remembers. */
export function useLowData(): [isDataLow: boolean, setDataLow: (isDataLow: boolean) => void] {
  const quality = useQuality();
  const isDataLow = useQualityState((state) => state.isDataLow);
  return [
    isDataLow,
    (wanted) => {
      quality?.setDataLow(wanted);
      rememberLowData(wanted);
    },
  ];
}

/** Begins each call as this device was last asked to. */
export function useRememberedLowData(): void {
  const quality = useQuality();
  useEffect(() => {
    if (quality && readLowData()) quality.setDataLow(true);
  }, [quality]);
}
