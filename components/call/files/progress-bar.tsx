interface ProgressBarProps {
  /** The accessible name. */
  label: string;
  /** 0 to 1. */
  value: number;
}

/** How much of something is done. */
export function ProgressBar({ label, value }: ProgressBarProps) {
  const percent = Math.floor(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 overflow-hidden rounded-full bg-text/15"
    >
      <div
        className="h-full origin-left rounded-full bg-accent transition-transform duration-200"
        style={{ transform: `scaleX(${value})` }}
      />
    </div>
  );
}
