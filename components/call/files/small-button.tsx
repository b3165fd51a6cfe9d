import { type ComponentProps, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { useFocusHandover } from '@/components/use-focus-handover';

/** A button within an entry of the timeline. Many go when they are pressed: the entry takes the focus then. */
export function SmallButton(props: Omit<ComponentProps<typeof Button>, 'size' | 'ref'>) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHandover(button);
  return <Button ref={button} variant="ghost" {...props} className="px-3! text-accent!" />;
}
