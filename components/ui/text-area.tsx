import { CircleAlert } from 'lucide-react';
import { type ComponentProps, useId } from 'react';
import { classNames } from './class-names';
import { fieldClass, labelClass } from './field-class';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  /** The accessible name. */
  label: string;
  /** What is wrong and what to do, announced when it appears. */
  error?: string | null;
}

/** A textbox of several lines with its label and its error. */
export function TextArea({ label, error, className, ...rest }: TextAreaProps) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <div className={className}>
      <label htmlFor={id} className={labelClass}>
        {label}
      </label>
      <textarea
        rows={3}
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? errorId : undefined}
        className={classNames(fieldClass, 'block resize-none break-all py-3')}
      />
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
