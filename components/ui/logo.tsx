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
        opacity="0.45"
        d="M14 2a14 14 0 0 1 0 28H2a2 2 0 0 1-2-2V16A14 14 0 0 1 14 2Z"
      />
      <path
        fill="currentColor"
        opacity="0.8"
        d="M26 2a14 14 0 0 0 0 28h12a2 2 0 0 0 2-2V16A14 14 0 0 0 26 2Z"
      />
    </svg>
  );
}
