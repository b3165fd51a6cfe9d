import type { ReactNode } from 'react';
import { BrandLink } from '../ui/brand-link';
import { CodeLine } from '../ui/code-line';

interface MessagePageProps {
  /** An icon from lucide-react; decoration. */
  icon: ReactNode;
  /** The page's `h1`: a `FocusedHeading` where it takes the place of something else. */
  heading: ReactNode;
  body: ReactNode;
  /** Buttons and links, the likeliest first. */
  actions?: ReactNode;
  /** In small print. */
  code?: string;
}

/** Classes of the page's heading. */
export const headingClass = 'font-bold text-3xl leading-tight tracking-[-0.02em] sm:text-4xl';

/** One calm page that says what happened, what it means and what to do next. */
export function MessagePage({ icon, heading, body, actions, code }: MessagePageProps) {
  return (
    <div className="mx-auto flex w-full max-w-6xl grow flex-col bg-surface px-safe-5 text-text sm:px-safe-8">
      <header className="pt-safe-5 sm:pt-safe-8">
        <BrandLink />
      </header>
      <main className="mx-auto flex w-full max-w-md grow animate-enter flex-col items-center justify-center py-10 text-center">
        <span className="mb-6 flex size-20 items-center justify-center rounded-[1.75rem] bg-surface-sunken text-text-muted [&>svg]:size-9">
          {icon}
        </span>
        {heading}
        <div className="mt-3 text-lg text-text-muted leading-relaxed [&_p]:text-balance">{body}</div>
        {actions ? (
          <div className="mt-8 flex w-full flex-col items-stretch justify-center gap-3 sm:w-auto sm:flex-row sm:items-center">
            {actions}
          </div>
        ) : null}
      </main>
      <footer className="flex min-h-11 justify-center pb-safe-5">
        {code ? <CodeLine code={code} /> : null}
      </footer>
    </div>
  );
}
