import type { Metadata } from 'next';
import { Room } from '@/components/call/room';

export const metadata: Metadata = {
  title: 'Call',
  description: 'Open the link to join the video call. No account, nothing to install.',
  // What a messenger shows under a link that was sent: an invitation, and nothing of the call itself.
  openGraph: {
    type: 'website',
    siteName: 'Parley',
    title: 'You’re invited to a video call',
    description: 'Open the link to join. No account, nothing to install.',
  },
  robots: { index: false, follow: false },
};

/** One static page for every call: `/r/<id>` is rewritten here, and the browser reads the link itself. */
export default function RoomPage() {
  return <Room />;
}
