import { classNames } from './class-names';

interface CodeLineProps {
  code: string;
  className?: string;
}

/** The code of what went wrong, in small print, for whoever is asked for help. */
export function CodeLine({ code, className }: CodeLineProps) {
  return (
    <p className={classNames('text-sm text-text-muted', className)}>
      Code: <code className="select-all font-mono">{code}</code>
    </p>
  );
}
