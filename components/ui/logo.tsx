import { classNames } from './class-names';

interface LogoProps {
  className?: string;
}

/** Two people facing each other, and the link where they meet. Decoration: put the name beside it in words. */
export function Logo({ className }: LogoProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 40 32" className={classNames('h-7 w-auto text-accent', className)}>
      <path
        fill="currentColor"
        opacity="0.42"
        d="M15 2a14 14 0 0 1 0 28H4a3 3 0 0 1-3-3V16A14 14 0 0 1 15 2Z"
      />
      <path
        fill="currentColor"
        opacity="0.86"
        d="M25 2a14 14 0 0 0 0 28h11a3 3 0 0 0 3-3V16A14 14 0 0 0 25 2Z"
      />
    </svg>
  );
}
