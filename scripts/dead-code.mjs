import { readFileSync } from 'node:fs';
import { isForTests, isTest, readSourceGraph } from './source-graph.mjs';

/**
 * Names what nobody uses: files that no entry reaches, exports that no other file imports, dependencies that no
 * source imports and imports that package.json does not declare. Exits with 1 when there is any.
 */
const isRoute =
  /^app\/(.*\/)?(page|layout|error|global-error|not-found|loading|template|route|manifest|robots|sitemap|icon|apple-icon|opengraph-image)\.tsx?$/;
const isEntry = (path) =>
  isRoute.test(path) ||
  path === 'server/main.ts' ||
  path === 'server/deploy/main.ts' ||
  path === 'server/function.ts' ||
  /^[^/]+$/.test(path) ||
  /^scripts\/[^/]+\.mjs$/.test(path) ||
  /^bench\/[^/]+\/run\.(ts|mjs)$/.test(path);

/** Used without an import: by a tool, by the compiler, or as the peer of a package that is imported. */
const usedByTools = new Set([
  'typescript',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  '@biomejs/biome',
  '@testing-library/dom',
  'happy-dom',
  'react-dom',
  'tsx',
]);

const graph = readSourceGraph();

function reachableFrom(entries) {
  const reached = new Set(entries);
  for (const path of reached) {
    const source = graph.get(path);
    if (!source) continue;
    for (const target of [...source.imports, ...source.reexports]) if (target.path) reached.add(target.path);
    for (const target of source.namedFiles) reached.add(target);
  }
  return reached;
}

function unusedFiles() {
  const paths = [...graph.keys()];
  const shipped = reachableFrom(paths.filter(isEntry));
  const tested = reachableFrom(paths.filter(isTest));
  return paths.filter((path) => !shipped.has(path) && !(isForTests(path) && tested.has(path)));
}

function unusedExports() {
  const used = new Map([...graph.keys()].map((path) => [path, new Set()]));
  function use(path, name) {
    const names = used.get(path);
    if (!names || names.has(name)) return;
    names.add(name);
    for (const reexport of graph.get(path).reexports) {
      if (!reexport.path) continue;
      if (reexport.names[0] === '*') use(reexport.path, name);
      else if (name === '*' || reexport.names.includes(name)) use(reexport.path, name);
    }
  }
  for (const { imports } of graph.values()) {
    for (const { path, names } of imports) if (path) for (const name of names) use(path, name);
  }
  const isExempt = (path) => isEntry(path) || isTest(path);
  return [...graph].flatMap(([path, { exports }]) =>
    isExempt(path) || used.get(path).has('*')
      ? []
      : exports.filter((name) => !used.get(path).has(name)).map((name) => `${path}: ${name}`),
  );
}

function packageName(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

function dependencyProblems() {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const imported = new Map();
  for (const [path, { imports, reexports }] of graph) {
    for (const { from } of [...imports, ...reexports]) {
      if (!/^(@[a-z]|[a-z])[\w.@/-]*$/.test(from) || from.includes(':')) continue;
      if (!imported.has(packageName(from))) imported.set(packageName(from), path);
    }
  }
  const text = [...graph.values()].map((source) => source.text).join('\n');
  const isNamed = (name) =>
    [`'${name}'`, `"${name}"`, `node_modules/${name}/`].some((use) => text.includes(use));
  return {
    unused: declared.filter((name) => !imported.has(name) && !usedByTools.has(name) && !isNamed(name)),
    undeclared: [...imported]
      .filter(([name]) => !declared.includes(name))
      .map(([name, path]) => `${path}: ${name}`),
  };
}

const { unused, undeclared } = dependencyProblems();
const findings = {
  'files that nothing reaches': unusedFiles(),
  'exports that nobody imports': unusedExports(),
  'dependencies that nobody imports': unused,
  'imports that package.json does not declare': undeclared,
};
for (const [what, items] of Object.entries(findings)) {
  if (items.length > 0) process.stderr.write(`${what}:\n${items.map((item) => `  ${item}\n`).join('')}`);
}
process.exitCode = Object.values(findings).some((items) => items.length > 0) ? 1 : 0;
