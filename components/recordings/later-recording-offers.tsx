'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { whenIdle } from '../when-idle';
import { loadRecordingOffers } from './load-recording-offers';

/** Recordings that wait on this device to be saved: looked for once the page has nothing better to do. */
export function LaterRecordingOffers() {
  const [Offers, setOffers] = useState<ComponentType | null>(null);
  useEffect(() => whenIdle(() => void loadRecordingOffers().then((offers) => setOffers(() => offers))), []);
  return Offers ? <Offers /> : null;
}
