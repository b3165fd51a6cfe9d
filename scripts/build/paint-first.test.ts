import { describe, expect, it } from 'vitest';
import { paintFirst } from './paint-first.mjs';

const link = '<link rel="stylesheet" href="/_next/static/css/a.css" data-precedence="next"/>';
const scripts =
  '<link rel="preload" as="script" fetchPriority="low" href="/_next/w.js"/><script src="/_next/a.js" async=""></script>';
const polyfill = '<script src="/_next/polyfill.js" noModule=""></script>';
const pageOf = (head: string, body = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body><p>words</p>${body}</body></html>`;
const readStyles = (path: string) => `.from::after{content:"${path} $&"}`;

describe('paintFirst', () => {
  const page = paintFirst(
    pageOf(
      `${link}${scripts}<meta name="description"/>${polyfill}`,
      '<script src="/_next/w.js" id="_R_" async=""></script>',
    ),
    readStyles,
  );

  it('puts the styles inside, after what describes the page, and keeps their link unfetched', () => {
    expect(page).toContain(`${polyfill}<style>.from::after{content:"static/css/a.css $&"}</style></head>`);
    expect(page).toContain(
      '<link rel="stylesheet" href="/_next/static/css/a.css" data-precedence="next" disabled=""/>',
    );
  });

  it('fetches no script but hands all to the loader, in their order', () => {
    expect(page).not.toMatch(/as="script"|async/);
    expect(page).toMatch(
      /<head><script data-sources="\/_next\/a\.js \/_next\/w\.js">.+<\/script><link rel="stylesheet"/,
    );
  });

  it('leaves a page without a stylesheet as it is', () => {
    expect(paintFirst(pageOf(scripts), readStyles)).toBe(pageOf(scripts));
  });

  it.each(['<script src="/_next/a.js" defer=""></script>', '<link rel="preload" href="/a.css" as="style"/>'])(
    'refuses a page that would fetch before the paint all the same: %s',
    (rest) => {
      expect(() => paintFirst(pageOf(link + rest), readStyles)).toThrow('before its first paint');
    },
  );
});
