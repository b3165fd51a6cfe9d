import type { Metadata } from 'next';
import { DirectPage } from '@/components/direct/direct-page';

export const metadata: Metadata = {
  title: 'Direct call',
  description: 'A video call of two without a server: hand over a code, and talk.',
  openGraph: {
    type: 'website',
    siteName: 'Parley',
    title: 'You’re invited to a direct video call',
    description: 'Open the link, and send back the answer that it gives you.',
  },
  robots: { index: false, follow: false },
};

/** A call of two that needs no server; the code behind the `#` is read in the browser. */
export default function Direct() {
  return <DirectPage />;
}
