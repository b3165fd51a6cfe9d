import { type ComponentProps, useEffect, useLayoutEffect, useRef } from 'react';
import { Button } from './button';
import { classNames } from './class-names';

/**
 * A button of a static page, which can be seen and reached before the program behind it is there. A press until then
 * shows it as busy, which the page's first script does (scripts/build/load-after-paint.mjs), and counts once React has
 * taken it over.
 */
export function EarlyButton({ className, ...rest }: ComponentProps<typeof Button>) {
  const ref = useRef<HTMLButtonElement>(null);

  // At once: from here on React hears of each press.
  useLayoutEffect(() => ref.current?.removeAttribute('data-early'), []);

  useEffect(() => {
    const button = ref.current;
    if (button?.getAttribute('aria-busy') !== 'true') return;
    button.removeAttribute('aria-busy');
    button.click();
  }, []);

  return (
    <Button ref={ref} data-early="" {...rest} className={classNames('aria-busy:opacity-70', className)} />
  );
}
