import { ChevronDown } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names';
import { fieldClass, labelClass } from './field-class';

interface SelectProps {
  /** The accessible name. */
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  icon?: ReactNode;
  isDisabled?: boolean;
  className?: string;
}

/** A native select (role combobox): the device's own picker on phones, the keyboard's own rules everywhere. */
export function Select({
  label,
  value,
  options,
  onChange,
  icon,
  isDisabled = false,
  className,
}: SelectProps) {
  const id = useId();
  return (
    <div className={classNames('min-w-0', className)}>
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <div className="relative">
        {icon ? (
          <span className="pointer-events-none absolute inset-y-0 left-3.5 flex items-center text-text-muted [&>svg]:size-5">
            {icon}
          </span>
        ) : null}
        <select
          id={id}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
          className={classNames(fieldClass, 'appearance-none truncate pr-10', icon ? 'pl-11' : null)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute inset-y-0 right-3.5 my-auto size-4 text-text-muted"
        />
      </div>
    </div>
  );
}
