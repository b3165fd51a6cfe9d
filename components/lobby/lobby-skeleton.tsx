import { Spinner } from '../ui/spinner';
import { headingClass, LobbyLayout, panelClass, previewClass } from './lobby-layout';

function Blank({ className }: { className: string }) {
  return <div aria-hidden="true" className={`rounded-control bg-surface-sunken ${className}`} />;
}

/** The lobby's shape, part of the static page: what is seen until the program behind it is there. */
export function LobbySkeleton() {
  return (
    <LobbyLayout
      preview={
        <div className={`${previewClass} items-center justify-center`}>
          <p
            role="status"
            className="flex animate-fade items-center gap-3 text-text-muted [animation-delay:400ms]"
          >
            <Spinner />
            Opening the call…
          </p>
        </div>
      }
      panel={
        <div className={panelClass}>
          <h1 className={headingClass}>Ready to join?</h1>
          <Blank className="mt-4 h-8 w-2/3" />
          <Blank className="mt-14 h-12 w-full" />
          <Blank className="mt-4 h-13 w-full" />
        </div>
      }
      devices={
        <div className="grid gap-x-3 gap-y-4 sm:grid-cols-3 short:grid-cols-1">
          <Blank className="mt-7 h-12 w-full" />
          <Blank className="mt-7 h-12 w-full" />
          <Blank className="mt-7 h-12 w-full" />
        </div>
      }
    />
  );
}
