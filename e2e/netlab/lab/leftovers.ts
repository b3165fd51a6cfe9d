import { execFileSync } from 'node:child_process';

function lines(command: string, args: readonly string[]): string[] {
  // What another lab is deleting at this moment makes ip complain; that is not ours to hear.
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    .split('\n')
    .filter(Boolean);
}

/**
 * Ends every process in the namespaces of the lab `name` and deletes them, whoever left them behind. Synchronous, so
 * that it also works while the process exits. Other labs are not touched.
 */
export function removeLab(name: string): void {
  const isOurs = new RegExp(`^${name}-(core|server|[a-z]-(host|home|carrier|backup))$`);
  const names = lines('ip', ['netns', 'list'])
    .map((line) => line.split(' ')[0] ?? '')
    .filter((namespace) => isOurs.test(namespace));
  for (const namespace of names) {
    for (const pid of lines('ip', ['netns', 'pids', namespace])) {
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    execFileSync('ip', ['netns', 'delete', namespace]);
  }
}
