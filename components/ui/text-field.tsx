import { CircleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { fieldClass, labelClass } from './field-class';

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  /** The accessible name. */
  label: string;
  /** What is wrong and what to do, announced when it appears. */
  error?: string | null;
  /** Stands beside the field, whatever is said below it. */
  action?: ReactNode;
}

/** A one-line textbox with its label and its error. */
export function TextField({ label, error, action, className, ...rest }: TextFieldProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className={className}>
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <div className="flex items-center gap-2.5">
        <input
          type="text"
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? errorId : undefined}
          className={`${fieldClass} min-w-0`}
        />
        {action}
      </div>
      <p id={errorId} aria-live="polite" className="text-sm text-danger-ink">
        {error ? (
          <span className="mt-2 flex gap-2">
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
            {error}
          </span>
        ) : null}
      </p>
    </div>
  );
}
