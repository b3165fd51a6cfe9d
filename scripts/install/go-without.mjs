/**
 * Says in one line that tests are skipped for want of a program. In CI nothing may be missing unnoticed: there it is a
 * failure.
 *
 * @param {string} why
 * @param {string} tests which ones, and what to do about it
 */
export function goWithout(why, tests) {
  const isRefused = Boolean(process.env.CI);
  process.stdout.write(`${why} ${tests}${isRefused ? ' CI is set, so this is a failure.' : ''}\n`);
  if (isRefused) process.exitCode = 1;
}
