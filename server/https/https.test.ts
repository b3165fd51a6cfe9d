import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestClient } from '../testing/test-client';
import { startTestServer, type TestServer } from '../testing/test-server';
import { authorityPath } from './authority-file';
import { keepCertificate, type LocalCertificate } from './keep-certificate';
import { makeCertificate } from './make-certificate';

const names = { names: ['localhost', 'desk'], addresses: ['127.0.0.1', '::1'] };
const directory = mkdtempSync(join(tmpdir(), 'parley-https-'));
let certificate: LocalCertificate;
let server: TestServer;

beforeAll(async () => {
  certificate = await keepCertificate(directory, names);
  server = await startTestServer({}, { certificate });
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

function fetchOver(port: number | string, path: string, ca: string | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, ...(ca !== undefined && { ca }) }, (response) =>
      resolve(buffer(response)),
    ).on('error', reject);
  });
}

describe('https with a certificate of this machine', () => {
  const portOf = () => new URL(server.origin).port;

  it('answers devices that trust the authority', async () => {
    expect(String(await fetchOver(portOf(), '/healthz', certificate.authority))).toBe('{"status":"ok"}');
  });

  it('is refused by devices that do not', async () => {
    await expect(fetchOver(portOf(), '/healthz', undefined)).rejects.toThrow(/unable to verify|self-signed/);
  });

  it('carries signaling over WebSocket', async () => {
    const origin = `https://127.0.0.1:${portOf()}`;
    const client = await TestClient.connect(origin, { ca: certificate.authority });
    expect(client.socket.io.engine.transport.name).toBe('websocket');
    client.close();
  });

  it('hands out the authority for devices to trust', async () => {
    const der = await fetchOver(portOf(), authorityPath, certificate.authority);
    const pem = execFileSync('openssl', ['x509', '-inform', 'der'], { input: der, encoding: 'utf8' });
    expect(pem.replace(/\s/g, '')).toBe(certificate.authority.replace(/\s/g, ''));
  });

  it('has an authority that cannot vouch for any other site, whoever has its key', async () => {
    const { authority } = certificate;
    const { key } = await import('node:fs').then(({ readFileSync }) => ({
      key: readFileSync(join(directory, 'authority-key.pem'), 'utf8'),
    }));
    const forged = await makeCertificate(
      { cert: authority, key },
      { names: ['bank.example'], addresses: ['127.0.0.1'] },
      Date.now(),
    );
    const impostor = createServer({ key: forged.key, cert: forged.cert }).listen(0, '127.0.0.1');
    await new Promise((resolve) => impostor.once('listening', resolve));
    const { port } = impostor.address() as AddressInfo;
    await expect(fetchOver(port, '/', authority)).rejects.toThrow('permitted subtree violation');
    impostor.close();
  });
});

describe('npm start', () => {
  it('refuses an option that it does not know, in one line', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', '--http'], {
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: '"npm start" does not know "--http": the only option is --https.\n',
    });
  });
});
