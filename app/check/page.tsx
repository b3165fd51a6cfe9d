import type { Metadata } from 'next';
import { CheckPage } from '@/components/check/check-page';

export const metadata: Metadata = { title: 'Check your connection' };

/** One static page: `/check/<id>`, where two people check together, is rewritten here. */
export default function Check() {
  return <CheckPage />;
}
