import type { ReactNode } from 'react';
import { LaterRecordingOffers } from '../recordings/later-recording-offers';
import { BrandLink } from '../ui/brand-link';

interface DirectFrameProps {
  /** The page's `h1`. */
  heading: ReactNode;
  children: ReactNode;
}

/** The page around the steps before there is anything to see or hear. */
export function DirectFrame({ heading, children }: DirectFrameProps) {
  return (
    <>
      <LaterRecordingOffers />
      <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-safe-5 sm:px-safe-8">
        <header className="pt-safe-5 sm:pt-safe-8 short:pt-safe-3">
          <BrandLink />
        </header>
        <main className="mx-auto flex w-full max-w-xl grow flex-col justify-center py-8">
          {heading}
          {children}
        </main>
      </div>
    </>
  );
}
