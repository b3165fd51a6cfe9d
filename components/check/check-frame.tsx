import type { ReactNode } from 'react';
import { BrandLink } from '../ui/brand-link';

interface CheckFrameProps {
  title: string;
  children?: ReactNode;
}

/** The page around a check. */
export function CheckFrame({ title, children }: CheckFrameProps) {
  return (
    <div className="mx-auto flex w-full max-w-2xl grow flex-col px-safe-5">
      <header className="pt-safe-5 sm:pt-safe-8">
        <BrandLink />
      </header>
      <main className="py-8 sm:py-12">
        <h1 className="font-bold text-3xl tracking-[-0.025em] sm:text-4xl">{title}</h1>
        {children}
      </main>
    </div>
  );
}
