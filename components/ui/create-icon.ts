import type { LucideIconData } from 'lucide-react';
import { createElement, type SVGProps } from 'react';

/**
 * Makes a component of one of lucide's icons. The build puts it in the place of lucide's own (next.config.js), which
 * can do more than we ask for: 24 by 24, drawn by lines in the colour of the text around it. Like lucide's, decoration for
 * assistive technology unless it has a name (`aria-label`).
 */
export default function createIcon({ node }: LucideIconData) {
  return function Icon(props: SVGProps<SVGSVGElement>) {
    return createElement(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        width: 24,
        height: 24,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        ...('aria-label' in props ? {} : { 'aria-hidden': true }),
        ...props,
      },
      node.map(([element, attributes]) => createElement(element, attributes)),
    );
  };
}
