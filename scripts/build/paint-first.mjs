import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { builtPages } from './built-pages.mjs';
import { loadAfterPaint } from './load-after-paint.mjs';

const stylesheet = /<link rel="stylesheet" href="\/_next\/([^"]+)"[^>]*?\/>/g;
const scriptPreload = /<link rel="preload" as="script"[^>]*>/g;
const asyncScript = /<script src="([^"]+)"(?: id="[^"]*")? async=""><\/script>/g;
/** The same in every page: one hash in the policy. */
const loader = transformSync(`(${loadAfterPaint})()`, { minify: true }).code.trim();

/**
 * A page that can be painted from its HTML alone. Its styles are inside, at the end of the head: whoever reads only
 * a page's first kilobytes, for a preview of the link, still finds its description there. Its scripts are loaded
 * after the first paint. Each stylesheet's link stays for React to find, `disabled`, so that no browser fetches it.
 * A page without a stylesheet (Next's own error page) is left as it is.
 *
 * @param {string} html
 * @param {(path: string) => string} readStyles the styles of a path below `/_next/`
 * @throws {Error} when a script or a style would still be fetched before the paint: Next writes them in a new way
 */
export function paintFirst(html, readStyles) {
  const styles = Array.from(html.matchAll(stylesheet), ([, path]) => readStyles(path));
  if (styles.length === 0) return html;
  const sources = Array.from(html.matchAll(asyncScript), ([, src]) => src);
  const page = html
    .replace(scriptPreload, '')
    .replace(asyncScript, '')
    .replace(
      /(?=<link rel="stylesheet")/,
      () => `<script data-sources="${sources.join(' ')}">${loader}</script>`,
    )
    .replace(stylesheet, (link) => link.replace('/>', ' disabled=""/>'))
    .replace('</head>', () => `<style>${styles.join('')}</style></head>`);
  const left = /<script (?=[^>]*src=)(?![^>]*noModule)[^>]*>|<link [^>]*as="(?:script|style)"[^>]*>/.exec(
    page,
  );
  if (left) throw new Error(`A page would fetch before its first paint: ${left[0]}`);
  return page;
}

/** Rewrites every page that Next built below `nextDirectory`. */
export function paintPagesFirst(nextDirectory) {
  const readStyles = (path) => readFileSync(join(nextDirectory, path), 'utf8');
  for (const path of builtPages(nextDirectory)) {
    writeFileSync(path, paintFirst(readFileSync(path, 'utf8'), readStyles));
  }
}
