'use client';

import { lazy, Suspense } from 'react';
import { figtree, figtreeExtended } from './fonts';
import './globals.css';

/** Loaded when it is needed: every page would carry it otherwise. The words must not depend on that, though. */
const CrashPage = lazy(() =>
  import('@/components/pages/crash-page').then(
    (module) => ({ default: module.CrashPage }),
    () => ({ default: PlainCrash }),
  ),
);

function PlainCrash() {
  return <h1>Something went wrong. Please reload the page.</h1>;
}

/** Takes the place of the whole document when the layout itself fails. */
export default function GlobalError() {
  return (
    <html lang="en" className={`${figtree.variable} ${figtreeExtended.variable}`}>
      <body className="font-sans">
        <title>Something went wrong · Parley</title>
        <Suspense fallback={<PlainCrash />}>
          <CrashPage />
        </Suspense>
      </body>
    </html>
  );
}
