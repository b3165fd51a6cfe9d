// First: the library below takes its parts together by way of it.
import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { type LocalNames, localBlocks } from './local-names';
import { permitOnly } from './name-constraints';

/** A certificate and its private key, both PEM. */
export interface KeyPair {
  cert: string;
  key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 24 * 60 * 60 * 1000;
/** How long a device that trusts the authority need not be asked again. */
const authorityDays = 3650;
/** Apple takes none of more than 825 days, Chromium none of public ones of more than 398. */
const certificateDays = 90;
/** Clocks of phones may be behind. */
const backdatedMs = dayMs;
const serialNumber = () => `00${randomBytes(16).toString('hex')}`;

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/**
 * Makes an authority that people may let their devices trust: what it signs is only good for `localhost`, for names of
 * local networks and `host`, and for local addresses, so that nobody who gets at its key can pass for any other site.
 */
export async function makeAuthority(host: string, nowMs: number): Promise<KeyPair> {
  const keys = await newKeys();
  const domains = [...new Set(['localhost', 'local', 'lan', 'home.arpa', 'internal', host])];
  const cert = await X509CertificateGenerator.createSelfSigned({
    name: `CN=Parley on ${host} (local)`,
    keys,
    signingAlgorithm: algorithm,
    serialNumber: serialNumber(),
    notBefore: new Date(nowMs - backdatedMs),
    notAfter: new Date(nowMs + authorityDays * dayMs),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      new Extension('2.5.29.30', true, new Uint8Array(permitOnly(domains, localBlocks))),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: cert.toString('pem'), key: await exportKey(keys.privateKey) };
}

/** Makes a server's certificate for `names` and `addresses`, signed by `authority`. */
export async function makeCertificate(
  authority: KeyPair,
  { names, addresses }: LocalNames,
  nowMs: number,
): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.cert);
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    PemConverter.decodeFirst(authority.key),
    algorithm,
    false,
    ['sign'],
  );
  const keys = await newKeys();
  const cert = await X509CertificateGenerator.create({
    subject: 'CN=Parley',
    issuer: issuer.subject,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    serialNumber: serialNumber(),
    notBefore: new Date(nowMs - backdatedMs),
    notAfter: new Date(nowMs + certificateDays * dayMs),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        [...names, ...addresses].map((value) => ({
          type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const),
          value,
        })),
      ),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { cert: cert.toString('pem'), key: await exportKey(keys.privateKey) };
}
