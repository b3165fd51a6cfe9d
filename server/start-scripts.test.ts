import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTerminalQr } from './testing/read-terminal-qr';
import { TestClient } from './testing/test-client';
import { makeRoom, makeSeat } from './testing/wire-data';

let folder: string;
let stop: () => Promise<void>;

beforeEach(() => {
  // The scripts write next to themselves, and read the settings there.
  folder = mkdtempSync(join(tmpdir(), 'parley-start-'));
  cpSync('scripts', join(folder, 'scripts'), { recursive: true });
  for (const name of ['package.json', 'node_modules', 'server'])
    symlinkSync(resolve(name), join(folder, name));
});
afterEach(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

/** Runs a script of package.json; resolves with what it has said once that matches. */
async function run(
  args: readonly string[],
  pattern: RegExp,
  variables: Record<string, string> = {},
): Promise<string> {
  const settings = {
    NODE_ENV: 'test' as const,
    HOST: '127.0.0.1',
    PORT: '0',
    ICE_SELF_TEST: 'off',
    ...variables,
  };
  const child = spawn('npm', ['run', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Its output closes once all that it has started is over.
  const isOver = once(child, 'close');
  stop = async () => {
    child.kill('SIGTERM');
    child.stdout.resume();
    await isOver;
  };
  let said = '';
  for await (const part of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += part;
    if (pattern.test(said)) return said;
  }
  throw new Error(`npm run ${args.join(' ')} ended:\n${said}`);
}

describe('npm run start:signaling', () => {
  it('serves signaling without any build, and no pages', async () => {
    const said = await run(['start:signaling'], /"listening".*\n/);
    const origin = `http://127.0.0.1:${/"port":(\d+)/.exec(said)?.[1]}`;
    expect(await (await fetch(origin)).text()).toBe('Here is signaling alone: PAGES is off.\n');
    const room = await makeRoom();
    const client = await TestClient.connect(origin);
    await client.watch(room, await makeSeat(room));
    expect(await client.join()).toMatchObject({ ok: true });
    client.close();
  });
});

describe('npm start -- --https', () => {
  it('shows a code for an address that answers whoever trusts its authority', async () => {
    // As where there are no sources: built already.
    const bundle = `import { bundleServer } from './scripts/build/bundle-server.mjs';
      await bundleServer('server/main.ts', 'dist/server.cjs');`;
    execFileSync(process.execPath, ['--input-type=module', '-e', bundle], { cwd: folder });
    rmSync(join(folder, 'server'));
    mkdirSync(join(folder, '.next'));
    for (const file of ['dist/build.json', '.next/BUILD_ID']) writeFileSync(join(folder, file), '{}');
    const said = await run(['start', '--', '--https'], /which only you can read/, { PAGES: 'off' });
    const [file] = await once(
      get(/https:\S+\.crt/.exec(said)?.[0] ?? '', { rejectUnauthorized: false }),
      'response',
    );
    const ca = new X509Certificate(await buffer(file)).toString();
    const [answer] = await once(get(`${readTerminalQr(said)}/healthz`, { ca }), 'response');
    expect(await text(answer)).toBe('{"status":"ok"}');
  });
});
