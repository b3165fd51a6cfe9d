import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const setupFiles = ['components/testing/patient-queries.ts'];
const isTest = /\.test\.tsx?$/;
const isWithDom = /^\/\/ @vitest-environment happy-dom/;
/** What a mock replaces must be loaded anew. */
const isMocking = /\bvi\.mock\(/;
/** Real nodes and a Redis that fail and recover: mostly waiting, so they begin first. */
const isOfCluster = /^server\/redis\//;

type ProjectName = 'cluster' | 'dom' | 'logic' | 'mocking';

/** Which project a test file belongs to, by its place and its text. */
function projectOf(path: string): ProjectName {
  if (isOfCluster.test(path)) return 'cluster';
  const text = readFileSync(`${root}${path}`, 'utf8');
  if (isMocking.test(text)) return 'mocking';
  return isWithDom.test(text) ? 'dom' : 'logic';
}

const files: Record<ProjectName, string[]> = { cluster: [], dom: [], logic: [], mocking: [] };
for (const folder of ['app', 'components', 'lib', 'server', 'bench', 'scripts']) {
  for (const name of readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })) {
    const path = `${folder}/${name.replaceAll('\\', '/')}`;
    if (isTest.test(path)) files[projectOf(path)].push(path);
  }
}

/** Projects run in the order of their names. */
function project(
  name: ProjectName,
  test: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include: files[name], ...test } };
}

export default defineConfig({
  resolve: { alias: { '@': root } },
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubGlobals: true,
    // Vitest leaves a processor free by default: of two, that is half. Tests with Redis mostly wait: one more has room.
    maxWorkers: availableParallelism() + 1,
    // Ends what hangs. Nothing here waits for real time: only a busy machine makes a test take seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // A process and its packages serve many files: starting and loading them costs more than most tests. So whatever a
    // test changes in globals it puts back; `vi.stubGlobal` is undone by itself.
    projects: [
      project('cluster', { isolate: true }),
      project('dom', { isolate: false, setupFiles }),
      project('logic', { isolate: false, setupFiles: ['lib/testing/restore-globals.ts'] }),
      project('mocking', { isolate: true, setupFiles }),
    ],
  },
});
