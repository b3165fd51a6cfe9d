import { Hand } from 'lucide-react';

/** A raised hand and its place among the others. For the eye: the words stand elsewhere. */
export function HandBadge({ place }: { place: number }) {
  return (
    <span
      aria-hidden="true"
      className="flex shrink-0 animate-enter items-center gap-1 rounded-full bg-accent px-2 py-1 text-xs font-semibold tabular-nums text-accent-text @sm:text-sm"
    >
      <Hand className="size-[1.2em] stroke-[2.25]" />
      {place}
    </span>
  );
}
