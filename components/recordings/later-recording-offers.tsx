'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { loadRecordingOffers } from './load-recording-offers';

/** Recordings that wait on this device to be saved: looked for once the page has nothing better to do. */
export function LaterRecordingOffers() {
  const [Offers, setOffers] = useState<ComponentType | null>(null);
  useEffect(() => {
    const look = () => void loadRecordingOffers().then((offers) => setOffers(() => offers));
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(look, 1_000);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(look);
    return () => cancelIdleCallback(idle);
  }, []);
  return Offers ? <Offers /> : null;
}
