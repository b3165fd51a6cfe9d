import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { testIceServer } from './test-ice-server';
import { turnCredentials } from './turn-credentials';

const isOnPath = (command: string) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
const canRun = isOnPath('turnserver') && isOnPath('openssl');

if (!canRun)
  process.stdout.write('The tests against coturn are skipped: they need turnserver and openssl on PATH.\n');

const never = new AbortController().signal;
const credentialsOf = (secret: string) =>
  turnCredentials(secret, 'self-test', Math.floor(Date.now() / 1000) + 600);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe.skipIf(!canRun)('against coturn', () => {
  let directory: string;
  let plainPort: number;
  let tlsPort: number;
  let coturn: ChildProcess;
  const file = (name: string) => join(directory, name);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'parley-coturn-'));
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const files = ['-keyout', file('key.pem'), '-out', file('cert.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...names], {
      stdio: 'ignore',
    });
    [plainPort, tlsPort] = [await freePort(), await freePort()];
    const flags = ['-n', '--use-auth-secret', '--allow-loopback-peers', '--no-cli', '--log-file=stdout'];
    const settings = {
      'listening-ip': '127.0.0.1',
      'relay-ip': '127.0.0.1',
      'listening-port': plainPort,
      'tls-listening-port': tlsPort,
      'static-auth-secret': 'hush',
      realm: 'parley.test',
      cert: file('cert.pem'),
      pkey: file('key.pem'),
      pidfile: file('pid'),
    };
    coturn = spawn(
      'turnserver',
      [...flags, ...Object.entries(settings).map(([key, value]) => `--${key}=${value}`)],
      {
        stdio: 'ignore',
      },
    );
    await vi.waitFor(
      async () => {
        const result = await testIceServer(`stun:127.0.0.1:${plainPort}`, null, never, 500);
        expect(result).toMatchObject({ state: 'ok' });
      },
      { timeout: 10_000 },
    );
  }, 20_000);

  afterAll(async () => {
    coturn.kill('SIGKILL');
    if (coturn.exitCode === null && coturn.signalCode === null) await once(coturn, 'exit');
    rmSync(directory, { recursive: true });
  });

  it.each(['udp', 'tcp'])('relays to itself over %s', async (transport) => {
    const url = `turn:127.0.0.1:${plainPort}?transport=${transport}`;
    expect(await testIceServer(url, credentialsOf('hush'), never)).toMatchObject({ transport, state: 'ok' });
  });

  it('relays to itself over TLS where its certificate is trusted', () => {
    const script = `import { testIceServer } from './server/ice/test-ice-server.ts';
      const result = await testIceServer(process.argv[1], JSON.parse(process.argv[2]), new AbortController().signal);
      console.log(JSON.stringify(result));`;
    const credentials = JSON.stringify(credentialsOf('hush'));
    const answer = execFileSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script, `turns:localhost:${tlsPort}`, credentials],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: file('cert.pem') }, encoding: 'utf8' },
    );
    expect(JSON.parse(answer)).toMatchObject({ transport: 'tls', state: 'ok' });
  }, 30_000);

  it('says so when its certificate is not trusted', async () => {
    const url = `turns:localhost:${tlsPort}`;
    expect(await testIceServer(url, credentialsOf('hush'), never)).toMatchObject({
      error: 'bad-certificate',
    });
  });

  it('says so when the secrets differ', async () => {
    const url = `turn:127.0.0.1:${plainPort}`;
    expect(await testIceServer(url, credentialsOf('other'), never)).toMatchObject({ error: 'unauthorized' });
  });
});
