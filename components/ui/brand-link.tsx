import { classNames } from './class-names';
import { Logo } from './logo';

interface BrandLinkProps {
  className?: string;
}

/** The mark and the name, leading home. */
export function BrandLink({ className }: BrandLinkProps) {
  return (
    <a
      href="/"
      className={classNames(
        '-m-2 inline-flex min-h-11 items-center gap-2.5 rounded-full p-2 font-bold text-xl tracking-tight',
        className,
      )}
    >
      <Logo />
      Parley
    </a>
  );
}
