import type { Metadata } from 'next';
import { ConnectionCheck } from '@/components/check/connection-check';

export const metadata: Metadata = { title: 'Check your connection' };

export default function CheckPage() {
  return <ConnectionCheck />;
}
