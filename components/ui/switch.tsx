import { useId } from 'react';

interface SwitchProps {
  label: string;
  /** What it means, in a sentence or two. */
  description: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something that is on or off, with the words for it; the whole row can be pressed. */
export function Switch({ label, description, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-4">
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <p id={`${id}-why`} className="text-sm text-text-muted">
          {description}
        </p>
      </div>
      <span className="flex h-11 w-14 shrink-0 items-center justify-center">
        <input
          id={id}
          type="checkbox"
          role="switch"
          aria-describedby={`${id}-why`}
          aria-checked={isOn}
          checked={isOn}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
          className="h-7 w-12 cursor-pointer appearance-none rounded-full border border-border-strong bg-text/12 p-0.5 transition-colors before:block before:size-5.5 before:rounded-full before:bg-text before:transition-transform checked:border-transparent checked:bg-accent checked:before:translate-x-5 checked:before:bg-accent-text"
        />
      </span>
    </div>
  );
}
