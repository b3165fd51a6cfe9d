import type { ComponentProps } from 'react';
import { Button } from '@/components/ui/button';

/** A button within an entry of the timeline. */
export function SmallButton(props: Omit<ComponentProps<typeof Button>, 'size'>) {
  return <Button variant="ghost" {...props} className="px-3! text-accent" />;
}
