import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCertificate } from './keep-certificate';

const home = { names: ['localhost', 'desk', 'desk.local'], addresses: ['127.0.0.1', '192.168.1.7'] };
const dayMs = 24 * 60 * 60 * 1000;
const nowMs = Date.now();
let directory: string;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'parley-https-')), 'kept');
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true }));

describe('keepCertificate', () => {
  it('names this machine and its addresses', async () => {
    const { cert } = await keepCertificate(directory, home, nowMs);
    const certificate = new X509Certificate(cert);
    for (const name of home.names) expect(certificate.checkHost(name)).toBe(name);
    for (const address of home.addresses) expect(certificate.checkIP(address)).toBe(address);
    expect(certificate.checkIP('192.168.1.8')).toBeUndefined();
  });

  it('lets nobody else read what it keeps', async () => {
    await keepCertificate(directory, home, nowMs);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(directory)) {
      expect([name, statSync(join(directory, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it('is the same at the next start', async () => {
    const first = await keepCertificate(directory, home, nowMs);
    expect(await keepCertificate(directory, home, nowMs + dayMs)).toEqual(first);
  });

  it.each([
    ['an address is new', { ...home, addresses: [...home.addresses, '10.0.0.5'] }, nowMs],
    ['it has less than a month left', home, nowMs + 61 * dayMs],
  ])('is made anew by the same authority when %s', async (_when, names, laterMs) => {
    const first = await keepCertificate(directory, home, nowMs);
    const second = await keepCertificate(directory, names, laterMs);
    expect(second.cert).not.toBe(first.cert);
    expect(second.authority).toBe(first.authority);
  });

  it('has another authority for another host name, which the first may not vouch for', async () => {
    const first = await keepCertificate(directory, home, nowMs);
    const moved = { ...home, names: ['localhost', 'laptop', 'laptop.local'] };
    expect((await keepCertificate(directory, moved, nowMs)).authority).not.toBe(first.authority);
  });

  it('is made anew when what is kept was cut off', async () => {
    const first = await keepCertificate(directory, home, nowMs);
    writeFileSync(join(directory, 'server-key.pem'), '-----BEGIN PRIVATE');
    const second = await keepCertificate(directory, home, nowMs);
    expect(second.key).toMatch(/^-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----/);
    expect(second.authority).toBe(first.authority);
  });
});
