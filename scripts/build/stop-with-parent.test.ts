import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const url = new URL('stop-with-parent.mjs', import.meta.url).href;

/**
 * Runs a parent of a process that stops with it; once that one is ready, the parent does `parentDoes`. The process
 * itself speaks on stderr, which stays open when the parent is gone; the parent says on stdout how it ended.
 */
function run(listeners: string, parentDoes: string) {
  const child = `
    import { stopWithParent } from ${JSON.stringify(url)};
    stopWithParent(5);
    ${listeners}
    setTimeout(() => {}, 30_000);
    process.stdout.write('ready');
  `;
  const parent = `
    import { spawn } from 'node:child_process';
    const args = ['--input-type=module', '-e', ${JSON.stringify(child)}];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.once('data', () => { ${parentDoes} });
    child.once('exit', (code, signal) => { console.log(code, signal); process.exit(); });
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', parent], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Counts signals for many times the interval, then says how many there were. */
const counting = (signal: string) => `
  let count = 0;
  process.on('${signal}', () => {
    count += 1;
    if (count === 1) setTimeout(() => { console.error('signals:', count); process.exit(0); }, 200);
  });
`;

describe('stopWithParent', () => {
  it('says SIGTERM once when the parent is gone', async () => {
    const { stderr } = run(counting('SIGTERM'), 'process.exit();');
    expect(await text(stderr)).toBe('signals: 1\n');
  });

  it('says nothing to a process that is stopping already', async () => {
    const stopping = `process.on('SIGINT', () => {
      process.stderr.write('stopping');
      setTimeout(() => process.exit(0), 200);
    });`;
    const hearing = `process.on('SIGTERM', () => process.stderr.write(' SIGTERM'));`;
    const stopsBoth = "child.kill('SIGINT'); setTimeout(() => process.exit(), 50);";
    const { stderr } = run(`${stopping} ${hearing}`, stopsBoth);
    expect(await text(stderr)).toBe('stopping');
  });

  it.each(['SIGTERM', 'SIGINT'])('lets %s end a process that does not listen to it', async (signal) => {
    const { stdout } = run('', `child.kill('${signal}');`);
    expect(await text(stdout)).toBe(`null ${signal}\n`);
  });
});
