/** The box that text fields and selects share. 16 px text, so that iOS does not zoom in on focus. */
export const fieldClass =
  'w-full min-h-12 rounded-control border border-border-strong bg-surface-raised px-4 text-base text-text ' +
  'transition-[border-color,box-shadow] placeholder:text-text-muted hover:border-text-muted ' +
  'focus-visible:border-ring focus-visible:outline-2 focus-visible:outline-offset-1 ' +
  'aria-invalid:border-danger-ink disabled:cursor-default disabled:opacity-60';

export const labelClass = 'mb-1.5 block text-sm font-medium text-text-muted';
