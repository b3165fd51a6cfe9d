import { goWithout } from './install/go-without.mjs';
import { installByApt } from './install/install-by-apt.mjs';
import { isOnPath } from './install/on-path.mjs';

/**
 * Makes sure, where it can, that the tests with several nodes have a Redis to share. They start one of their own; where
 * there is none they are skipped, and this says so in one line.
 */
const hasRedis = () => isOnPath('redis-server');

const problem = hasRedis() ? null : installByApt(['redis-server']);
if (!hasRedis()) {
  goWithout(
    problem ?? 'apt-get brought no redis-server.',
    'Tests with several nodes are skipped: install redis-server.',
  );
}
