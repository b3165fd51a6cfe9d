// @vitest-environment happy-dom
import { render } from '@testing-library/react';
import { createLucideIcon, type LucideIconData } from 'lucide-react';
import { createElement, type SVGProps } from 'react';
import { expect, it } from 'vitest';
import createIcon from './create-icon';

const icon: LucideIconData = {
  name: 'mic',
  size: 24,
  node: [
    ['path', { d: 'M12 19v3', key: 'a' }],
    ['rect', { x: '9', y: '2', width: '6', height: '13', rx: '3', key: 'b' }],
  ],
};

const cases: SVGProps<SVGSVGElement>[] = [
  { className: 'size-5' },
  { className: 'size-5', 'aria-hidden': true, fill: 'currentColor' },
  { className: 'size-5', role: 'img', 'aria-label': 'Problem' },
];

it.each(cases)('draws an icon as lucide does, with %o', (props) => {
  const [ours, theirs] = [createIcon(icon), createLucideIcon(icon)].map((Icon) => {
    const svg = render(createElement(Icon as ReturnType<typeof createIcon>, props)).container
      .firstElementChild;
    svg?.classList.remove('lucide', 'lucide-mic');
    return svg;
  });
  expect(theirs?.tagName).toBe('svg');
  expect(ours?.isEqualNode(theirs ?? null)).toBe(true);
});
