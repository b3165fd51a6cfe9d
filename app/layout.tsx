import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { figtree, figtreeExtended } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Parley', template: '%s · Parley' },
  description: 'A video call in a link: no account, no install, and a server that cannot listen.',
  applicationName: 'Parley',
  openGraph: {
    type: 'website',
    siteName: 'Parley',
    title: 'A video call is just a link',
    description: 'No account, nothing to install, and a server that cannot listen.',
  },
  icons: {
    icon: [
      { url: '/icon.svg', type: 'image/svg+xml' },
      { url: '/icon-192.png', type: 'image/png', sizes: '192x192' },
    ],
    apple: '/apple-touch-icon.png',
  },
  manifest: '/manifest.webmanifest',
  // A call link says everything in its fragment; no page it is opened from should learn even its path.
  referrer: 'no-referrer',
  formatDetection: { telephone: false, email: false, address: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  interactiveWidget: 'resizes-content',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8f6f1' },
    { media: '(prefers-color-scheme: dark)', color: '#121514' },
  ],
};

/** The document around every screen. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${figtree.variable} ${figtreeExtended.variable}`}>
      <body className="font-sans">{children}</body>
    </html>
  );
}
