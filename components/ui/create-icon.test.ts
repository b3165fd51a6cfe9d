import { createLucideIcon, type LucideIconData } from 'lucide-react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import createIcon from './create-icon';

it('draws an icon as lucide does', () => {
  const icon: LucideIconData = {
    name: 'mic',
    size: 24,
    node: [
      ['path', { d: 'M12 19v3', key: 'a' }],
      ['rect', { x: '9', y: '2', width: '6', height: '13', rx: '3', key: 'b' }],
    ],
  };
  const [ours, theirs] = [createIcon(icon), createLucideIcon(icon)].map((Icon) =>
    renderToStaticMarkup(createElement(Icon, { className: 'size-5', fill: 'currentColor' })),
  );
  expect(ours).toBe(theirs?.replace('lucide lucide-mic ', ''));
});
