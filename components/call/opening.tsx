import { Spinner } from '@/components/ui/spinner';

/** The moment before there is anything to show; the words come only when it lasts. */
export function Opening() {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-surface text-text-muted">
      <p role="status" className="flex animate-fade items-center gap-3 [animation-delay:400ms]">
        <Spinner />
        Opening the call…
      </p>
    </main>
  );
}
