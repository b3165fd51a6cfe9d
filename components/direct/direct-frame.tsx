import type { ReactNode } from 'react';
import { PageFrame } from '../lobby/page-frame';
import { LaterRecordingOffers } from '../recordings/later-recording-offers';

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
      <PageFrame>
        <main className="mx-auto flex w-full max-w-xl grow flex-col justify-center py-8">
          {heading}
          {children}
        </main>
      </PageFrame>
    </>
  );
}
