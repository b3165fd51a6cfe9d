import { Upload } from 'lucide-react';

/** Says that what is held over the call can be dropped there. */
export function DropOverlay() {
  return (
    <div className="pointer-events-none fixed inset-0 z-40 flex animate-fade items-center justify-center bg-black/60 p-6">
      <p className="flex flex-col items-center gap-3 rounded-tile border-2 border-dashed border-accent bg-surface-raised px-10 py-8 text-lg font-semibold">
        <Upload aria-hidden="true" className="size-8 text-accent" />
        Drop files to send them
      </p>
    </div>
  );
}
