import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it, onTestFailed } from 'vitest';

it('leaves no development server behind when npm’s shell is gone', async () => {
  // A second command keeps the shell from becoming the first.
  const shell = spawn('sh', ['-c', '"$0" scripts/dev.mjs; :', process.execPath], {
    env: { PATH: process.env.PATH, npm_lifecycle_event: 'dev', PAGES: 'off', PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  onTestFailed(() => void process.kill(-(shell.pid as number), 'SIGKILL'));
  shell.stdout.on('data', (line: Buffer) => {
    if (String(line).includes('"event":"listening"')) shell.kill('SIGTERM');
  });
  // Ends with the last process that could write.
  expect(await text(shell.stdout)).toContain('"event":"stopped"');
  expect(shell.signalCode).toBe('SIGTERM');
});
