import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serverAddresses } from './addresses';
import { runCommand } from './run-command';

/** A certificate for all servers of the lab, which browsers accept when they are told of its key. */
export interface Certificate {
  certPath: string;
  keyPath: string;
  /** Chromium's flag. It covers pages and TURN over TLS, unlike Playwright's `ignoreHTTPSErrors`. */
  chromiumFlag: string;
}

export async function makeCertificate(folder: string): Promise<Certificate> {
  const [certPath, keyPath] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = Object.values(serverAddresses).map((address) => `IP:${address}`);
  await runCommand('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=lab', '-addext', `subjectAltName=${names.join(',')}`],
    ...['-keyout', keyPath, '-out', certPath],
  ]);
  const { publicKey } = new X509Certificate(readFileSync(certPath));
  const fingerprint = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  return { certPath, keyPath, chromiumFlag: `--ignore-certificate-errors-spki-list=${fingerprint}` };
}
