import { createPrivateKey, X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { LocalNames } from './local-names';
import { type KeyPair, makeAuthority, makeCertificate } from './make-certificate';

/** What a server for this network presents, and what devices may trust instead of being asked about it. */
export interface LocalCertificate extends KeyPair {
  /** The certificate of the authority that signed it, PEM. */
  authority: string;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Made anew when less is left. */
const renewalDays = 30;
/** An authority outlives what it signs. */
const authorityRenewalDays = 180;

function read(directory: string, name: string): KeyPair | null {
  try {
    const [cert, key] = ['cert', 'key'].map((kind) =>
      readFileSync(join(directory, `${name}-${kind}.pem`), 'utf8'),
    );
    if (!cert || !key || !new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return null;
    return { cert, key };
  } catch {
    // None yet, or one that was cut off while it was written: another is made.
    return null;
  }
}

function write(directory: string, name: string, pair: KeyPair): KeyPair {
  for (const kind of ['key', 'cert'] as const) {
    const path = join(directory, `${name}-${kind}.pem`);
    writeFileSync(`${path}.new`, pair[kind], { mode: 0o600 });
    renameSync(`${path}.new`, path);
  }
  return pair;
}

function lasts(certificate: X509Certificate, days: number, nowMs: number): boolean {
  return Date.parse(certificate.validFrom) <= nowMs && Date.parse(certificate.validTo) > nowMs + days * dayMs;
}

/** The authority's permission is for one host name, which its own name tells. */
async function keepAuthority(directory: string, host: string, nowMs: number): Promise<KeyPair> {
  const kept = read(directory, 'authority');
  if (kept !== null) {
    const certificate = new X509Certificate(kept.cert);
    const isOurs = certificate.subject.includes(` ${host} (`);
    if (isOurs && lasts(certificate, authorityRenewalDays, nowMs)) return kept;
  }
  return write(directory, 'authority', await makeAuthority(host, nowMs));
}

function covers(certificate: X509Certificate, { names, addresses }: LocalNames): boolean {
  return [...names, ...addresses].every((name) =>
    isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name),
  );
}

/**
 * The certificate of this machine for its own network: the one kept in `directory`, or another where that runs out within
 * a month or lacks one of the names. The authority stays the same meanwhile, so devices that trust it are never asked
 * again. Only this user can read the directory. Throws what the file system does.
 */
export async function keepCertificate(
  directory: string,
  names: LocalNames,
  nowMs: number = Date.now(),
): Promise<LocalCertificate> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  chmodSync(directory, 0o700);
  const host = names.names.find((name) => name !== 'localhost') ?? 'localhost';
  const authority = await keepAuthority(directory, host, nowMs);
  const kept = read(directory, 'server');
  if (kept !== null) {
    const certificate = new X509Certificate(kept.cert);
    const isSigned = certificate.verify(new X509Certificate(authority.cert).publicKey);
    if (isSigned && covers(certificate, names) && lasts(certificate, renewalDays, nowMs)) {
      return { ...kept, authority: authority.cert };
    }
  }
  const made = write(directory, 'server', await makeCertificate(authority, names, nowMs));
  return { ...made, authority: authority.cert };
}
