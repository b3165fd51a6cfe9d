import type { ReactNode } from 'react';
import { PageFrame } from './page-frame';

interface LobbyLayoutProps {
  preview: ReactNode;
  /** A single element, placed beside the preview where there is room. */
  panel: ReactNode;
  devices: ReactNode;
}

/** Where the lobby's three parts stand, on a desk, in a hand and on its side. */
export function LobbyLayout({ preview, panel, devices }: LobbyLayoutProps) {
  return (
    <PageFrame>
      <main className="grid grow content-center items-start gap-x-12 gap-y-5 pb-safe-6 lg:grid-cols-[minmax(0,1fr)_21rem] lg:grid-rows-[auto_1fr] short:grid-cols-2 short:content-start short:gap-x-6">
        {preview}
        {panel}
        {devices}
      </main>
    </PageFrame>
  );
}

/** Classes of the preview's box. */
export const previewClass =
  'theme-dark @container relative flex aspect-[4/3] w-full flex-col overflow-clip rounded-[1.75rem] bg-stage shadow-card sm:aspect-video short:aspect-video -outline-offset-4';
/** Classes of the panel's place. */
export const panelClass =
  'flex flex-col lg:row-span-2 lg:self-center short:col-start-2 short:row-span-2 short:row-start-1';
/** Classes of the lobby's heading. */
export const headingClass = 'font-bold text-3xl tracking-[-0.025em] sm:text-4xl short:text-2xl';
