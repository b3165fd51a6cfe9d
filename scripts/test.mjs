import { binStep, nodeStep, runSteps } from './run-steps.mjs';

/**
 * `npm test`: what the tests need, unit tests, production build, browser tests; stops at the first that fails. With `CI`
 * set, that what they need is missing is a failure; elsewhere tests are skipped for want of all but the browser.
 * `--unit-only` and `--e2e-only` run a half; whatever follows goes to Vitest or Playwright.
 */
const args = process.argv.slice(2);
const rest = args.filter((arg) => arg !== '--unit-only' && arg !== '--e2e-only');
const runsUnit = !args.includes('--e2e-only');
const runsE2e = !args.includes('--unit-only');
const restFor = (isOnly) => (isOnly ? rest : []);

/** The tests of a project of playwright.config.ts; one project after the other, as calls take the whole machine. */
function browserStep(title, project) {
  return binStep(
    title,
    'playwright',
    'test',
    `--project=${project}`,
    '--pass-with-no-tests',
    ...restFor(!runsUnit),
  );
}

const failed = runSteps(
  [
    ...(runsE2e ? [nodeStep('a browser', 'scripts/install-browser.mjs')] : []),
    ...(runsE2e ? [nodeStep('another browser', 'scripts/install-firefox.mjs')] : []),
    ...(runsE2e ? [nodeStep('a player', 'scripts/install-ffmpeg.mjs')] : []),
    nodeStep('a Redis', 'scripts/install-redis.mjs'),
    nodeStep('a relay', 'scripts/install-coturn.mjs'),
    ...(runsUnit ? [binStep('unit tests', 'vitest', 'run', ...restFor(!runsE2e))] : []),
    ...(runsE2e ? [nodeStep('build', 'scripts/build.mjs')] : []),
    ...(runsE2e
      ? [
          browserStep('tests of pages', 'pages'),
          browserStep('tests of calls', 'calls'),
          browserStep('tests of calls that need the machine alone', 'alone'),
        ]
      : []),
  ],
  { stopsAtFailure: true },
);
process.exitCode = failed.length === 0 ? 0 : 1;
