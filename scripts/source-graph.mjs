import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const folders = ['app', 'components', 'lib', 'server', 'e2e', 'bench', 'scripts'];
const isSource = (path) => /\.(ts|tsx|mjs|cjs|js|css)$/.test(path) && !path.includes('node_modules');

export const isTest = (path) => /\.(test|spec)\.tsx?$/.test(path);
export const isForTests = (path) =>
  isTest(path) || /^e2e\/|(^|\/)testing\/|(^|\/)test-[^/]+$|\.contract\.ts$/.test(path);

const importPattern = /\bimport\s+(?:type\s+)?([\w$*{}\s,]+?)\s+from\s*['"]([^'"]+)['"]/g;
const reexportPattern = /\bexport\s+(?:type\s+)?(\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s*['"]([^'"]+)['"]/g;
const wholePattern = /(?:\bimport\s*\(\s*|\bimport\s+|\brequire\(\s*|@import\s+)['"]([^'"]+)['"]/g;
/** A file that is named in a string: read, spawned or handed to a tool. */
const namedFilePattern = /['"`]([\w@./-]+\.(?:ts|tsx|mjs|cjs|js|css))['"`]/g;
const declarationPattern =
  /^export\s+(?:default\s+)?(?:declare\s+|abstract\s+|async\s+)*(?:function\*?|const|let|class|interface|type|enum)\s+([\w$]+)/gm;
const exportListPattern = /^export\s+(?:type\s+)?\{([^}]*)\}\s*;?\s*$/gm;

/** Comments must not count as uses. A string that holds two slashes after a colon is an address, not a comment. */
function withoutComments(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
}

/** The names in `{a, type b, c as d}`: what is asked for, before any `as`. */
function namesIn(clause) {
  return [...clause.matchAll(/(?:\btype\s+)?([\w$]+)(?:\s+as\s+[\w$]+)?\s*(?:,|$)/g)].map(([, name]) => name);
}

function parseImportClause(clause) {
  if (clause.includes('*')) return ['*'];
  const braces = clause.match(/\{([\s\S]*)\}/)?.[1];
  const rest = clause.replace(/\{[\s\S]*\}/, '').replaceAll(/[\s,]/g, '');
  return [...(rest === '' ? [] : ['default']), ...(braces === undefined ? [] : namesIn(braces.trim()))];
}

/** A type that its own file mentions again is part of the signature of something else there. */
function isOwnSignature(declaration, name, text) {
  return /\b(interface|type)\b/.test(declaration) && text.match(new RegExp(`\\b${name}\\b`, 'g')).length > 1;
}

function parse(text) {
  const imports = [];
  for (const [, clause, from] of text.matchAll(importPattern)) {
    imports.push({ from, names: parseImportClause(clause) });
  }
  const reexports = [];
  for (const [, clause, from] of text.matchAll(reexportPattern)) {
    reexports.push({ from, names: clause.startsWith('*') ? ['*'] : namesIn(clause.slice(1, -1).trim()) });
  }
  for (const [, from] of text.matchAll(wholePattern)) imports.push({ from, names: ['*'] });
  const exports = [...text.matchAll(declarationPattern)]
    .filter(([whole, name]) => !/^export\s+default/.test(whole) && !isOwnSignature(whole, name, text))
    .map(([, name]) => name);
  for (const [, list] of text.matchAll(exportListPattern)) {
    exports.push(...list.split(',').flatMap((part) => part.trim().split(/\s+/).at(-1) || []));
  }
  return { imports, reexports, exports, text };
}

function listSources() {
  const root = readdirSync('.').filter((name) => statSync(name).isFile());
  const nested = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => posix.join(folder, name)));
  return [...root, ...nested].filter((path) => isSource(path) && statSync(path).isFile());
}

/** The file that a specifier names in `importer`, `null` when it is a package or not a source. */
export function resolve(from, importer) {
  const base = from.startsWith('@/')
    ? from.slice(2)
    : from.startsWith('.')
      ? join(dirname(importer), from)
      : null;
  if (base === null) return null;
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}.mjs`, `${base}.js`, `${base}/index.ts`];
  return candidates.find((path) => existsSync(path) && statSync(path).isFile()) ?? null;
}

/**
 * Every source of the project with what it imports, exports and names: `path -> {imports, reexports, exports,
 * namedFiles, text, lineCount}`, where an import is `{from, names, path}`; `path` is `null` for a package, and the name `*`
 * stands for everything.
 */
export function readSourceGraph() {
  const graph = new Map();
  for (const path of listSources()) {
    const text = readFileSync(path, 'utf8');
    const source = parse(withoutComments(text));
    source.lineCount = text.split('\n').length - 1;
    for (const entry of [...source.imports, ...source.reexports]) entry.path = resolve(entry.from, path);
    source.namedFiles = [...source.text.matchAll(namedFilePattern)]
      .flatMap(([, name]) => [join(dirname(path), name), join(name)])
      .filter((name) => existsSync(name));
    graph.set(path, source);
  }
  return graph;
}
