import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const rule = /[A-Z]\d{1,2}/.source;
const rules = `${rule}(?:(?:, | and |-)${rule})*\\b`;
/** Rules after the word PROTOCOL, in brackets alone or behind a semicolon, or as the name of a `describe`. */
const citation = new RegExp(`(?:PROTOCOL |\\(|\\([^()\\n]*; |describe\\(')(${rules})`, 'g');
const isTest = /\.(test|spec|contract)\.tsx?$/;

const written = [...readFileSync('docs/PROTOCOL.md', 'utf8').matchAll(/^- \*\*(\w+)\*\* /gm)].map(
  ([, name = '']) => name,
);
const folders = ['app', 'bench', 'components', 'docs', 'e2e', 'lib', 'scripts', 'server'];
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.(tsx?|mjs|md)$/.test(path)),
);

/** `C4-C7` names four rules. */
function spelledOut(range: string): string[] {
  const [first = '', last = first] = range.split('-');
  const [from, to] = [first, last].map((name) => Number(name.slice(1))) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, i) => `${first[0]}${from + i}`);
}

function citedIn(path: string): string[] {
  const lists = [...readFileSync(path, 'utf8').matchAll(citation)].map(([, list = '']) => list);
  return lists.flatMap((list) => list.split(/, | and /)).flatMap(spelledOut);
}

describe('the rules of the protocol', () => {
  it('have each a name of its own', () => {
    expect(written.length).toBeGreaterThan(80);
    expect(new Set(written).size).toBe(written.length);
  });

  it('are each cited by a test', () => {
    const cited = new Set(files.filter((path) => isTest.test(path)).flatMap(citedIn));
    expect(written.filter((name) => !cited.has(name))).toEqual([]);
  });

  it('are there wherever one is cited', () => {
    const astray = files
      .map((path) => ({ path, names: citedIn(path) }))
      .flatMap(({ path, names }) =>
        names.filter((name) => !written.includes(name)).map((name) => `${path}: ${name}`),
      );
    expect(astray).toEqual([]);
  });
});
