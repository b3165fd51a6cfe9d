import type { Metadata } from 'next';
import { Room } from '@/components/call/room';

export const metadata: Metadata = {
  title: 'Call',
  robots: { index: false, follow: false },
};

/** One static page for every call: `/r/<id>` is rewritten here, and the browser reads the link itself. */
export default function RoomPage() {
  return <Room />;
}
