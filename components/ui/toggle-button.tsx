import type { ComponentProps, ReactNode } from 'react';
import { IconButton } from './icon-button';

interface ToggleButtonProps
  extends Omit<ComponentProps<typeof IconButton>, 'label' | 'icon' | 'variant' | 'onToggle'> {
  isOn: boolean;
  /** What pressing does, said in the name: "Turn off camera" while on, "Turn on camera" while off. */
  labelWhenOn: string;
  labelWhenOff: string;
  iconWhenOn: ReactNode;
  iconWhenOff: ReactNode;
  /** Looks while on; off is always in the danger colour. */
  variantWhenOn?: ComponentProps<typeof IconButton>['variant'];
  onToggle: (isOn: boolean) => void;
}

/**
 * A device's switch: the name says what a press does and swaps with the state, so there is no `aria-pressed`.
 * Off is shown in the danger colour.
 */
export function ToggleButton({
  isOn,
  labelWhenOn,
  labelWhenOff,
  iconWhenOn,
  iconWhenOff,
  variantWhenOn = 'solid',
  onToggle,
  ...rest
}: ToggleButtonProps) {
  return (
    <IconButton
      {...rest}
      label={isOn ? labelWhenOn : labelWhenOff}
      icon={isOn ? iconWhenOn : iconWhenOff}
      variant={isOn ? variantWhenOn : 'danger'}
      onClick={() => onToggle(!isOn)}
    />
  );
}
