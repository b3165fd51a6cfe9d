import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Certificate } from './certificate';
import type { Namespace } from './namespace';

/** What our server and coturn both know, so that the one makes credentials that the other accepts. */
export const turnSecret = 'lab-secret';

/** A coturn that is running. */
export interface TurnServer {
  /** SIGKILL: it says goodbye to nobody. */
  kill: () => void;
  log: () => string;
}

/** `stun:` and `turn:` addresses of a coturn at `address`: UDP, TCP, TLS, and TLS where only port 443 is open. */
export function turnUrls(address: string): string[] {
  return [
    `turn:${address}:3478?transport=udp`,
    `turn:${address}:3478?transport=tcp`,
    `turns:${address}:5349?transport=tcp`,
    `turns:${address}:443?transport=tcp`,
  ];
}

export async function startTurnServer(
  namespace: Namespace,
  address: string,
  certificate: Certificate,
  folder: string,
): Promise<TurnServer> {
  const base = join(folder, `turn-${address}`);
  writeFileSync(
    `${base}.conf`,
    [
      `listening-ip=${address}`,
      `relay-ip=${address}`,
      'listening-port=3478',
      'tls-listening-port=5349',
      `aux-server=${address}:443`,
      'min-port=50000',
      'max-port=59999',
      'realm=lab',
      'fingerprint',
      'use-auth-secret',
      `static-auth-secret=${turnSecret}`,
      `cert=${certificate.certPath}`,
      `pkey=${certificate.keyPath}`,
      'no-cli',
      'no-multicast-peers',
      'relay-threads=1',
      'proc-user=root',
      'proc-group=root',
      `userdb=${base}.db`,
      `pidfile=${base}.pid`,
      'log-file=stdout',
      'simple-log',
      '',
    ].join('\n'),
  );
  const child = namespace.start('turnserver', ['-c', `${base}.conf`]);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  await namespace.untilListening(`${address}:443`);
  return { kill: () => child.kill('SIGKILL'), log: () => log };
}
