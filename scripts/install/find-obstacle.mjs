import { spawnSync } from 'node:child_process';

/** Why `npm run <script>`, which needs network namespaces, can't run on this machine, or `null`. */
export function findObstacle(script) {
  if (process.platform !== 'linux') return 'it needs Linux (namespaces)';
  if (process.getuid() !== 0) return `it needs root: try "sudo npm run ${script}"`;
  const canUnshare = spawnSync('unshare', ['--mount', '--net', 'true'], { stdio: 'ignore' }).status === 0;
  return canUnshare ? null : 'this machine lets nobody make namespaces (in a container: run it privileged)';
}
