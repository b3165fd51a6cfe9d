'use client';

import { CrashPage } from '@/components/pages/crash-page';
import { figtree, figtreeExtended } from './fonts';
import './globals.css';

/** Takes the place of the whole document when the layout itself fails. */
export default function GlobalError() {
  return (
    <html lang="en" className={`${figtree.variable} ${figtreeExtended.variable}`}>
      <body className="font-sans">
        <title>Something went wrong · Parley</title>
        <CrashPage />
      </body>
    </html>
  );
}
