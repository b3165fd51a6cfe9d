import { Toolbar } from 'radix-ui';
import type { ComponentProps } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Tooltip } from '@/components/ui/tooltip';

interface ControlButtonProps extends ComponentProps<typeof IconButton> {
  shortcut?: string;
}

/**
 * One button of the toolbar: an icon, its name on hover, reached with the arrow keys. A press of the mouse leaves the
 * focus where it is, else the space bar would press the button again instead of talking.
 */
export function ControlButton({ shortcut, ...button }: ControlButtonProps) {
  return (
    <Tooltip content={button.label} {...(shortcut ? { shortcut } : {})}>
      <Toolbar.Button asChild>
        <IconButton {...button} onMouseDown={(event) => event.preventDefault()} />
      </Toolbar.Button>
    </Tooltip>
  );
}
