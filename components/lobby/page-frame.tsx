import type { ReactNode } from 'react';
import { BrandLink } from '../ui/brand-link';

/** The page of a lobby and of the steps before it: the mark stands in one place on all of them. `children` hold the `main`. */
export function PageFrame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto flex w-full max-w-6xl grow flex-col px-safe-4 sm:px-safe-8">
      <header className="pt-safe-4 pb-3 sm:pt-safe-8 short:py-2">
        <BrandLink />
      </header>
      {children}
    </div>
  );
}
