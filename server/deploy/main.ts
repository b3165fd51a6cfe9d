/*
 * What has to be there before the other services of compose.yaml start: secrets, made once and kept, and settings that
 * differ from server to server, made at each start. Every service can read its own and no other's.
 */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeAuthority, makeCertificate } from '../https/make-certificate';
import { coturnSettings } from './coturn-settings';
import { keptSecret } from './kept-secret';
import { findRelayAddresses } from './relay-addresses';

/** As in compose.yaml. */
const ids = { app: 10001, caddy: 10002, coturn: 10003, redis: 10004 } as const;
const settings = '/settings';
const certificates = '/data';
const turnCertificate = '/turn-certificate';
const turnTemplate = '/etc/parley/turnserver.conf';

function makeDirectory(path: string, uid: number, gid: number, mode: number): void {
  mkdirSync(path, { recursive: true });
  chownSync(path, uid, gid);
  chmodSync(path, mode);
}

function write(path: string, text: string, uid: number, gid: number, mode: number): void {
  writeFileSync(`${path}.new`, text, { mode });
  chownSync(`${path}.new`, uid, gid);
  renameSync(`${path}.new`, path);
}

/** What coturn presents until Caddy has the real one: listeners without any certificate would stay closed. */
async function writePlaceholder(domain: string): Promise<void> {
  const path = join(turnCertificate, 'turn.pem');
  if (existsSync(path)) return;
  const names = { names: [domain], addresses: [] };
  const { cert, key } = await makeCertificate(await makeAuthority(domain, Date.now()), names, Date.now());
  write(path, `${cert}\n${key}\n`, ids.caddy, ids.coturn, 0o640);
}

async function main(): Promise<void> {
  const { TURN_DOMAIN: domain = '', EXTERNAL_IP: externalIp = '', ROOM_CAPACITY: capacity } = process.env;
  const addresses = await findRelayAddresses(domain, externalIp.trim());
  const turnSecret = keptSecret(join(settings, 'turn-secret'));
  const redisPassword = keptSecret(join(settings, 'redis-password'));

  for (const service of ['app', 'coturn', 'redis'] as const) {
    makeDirectory(join(settings, service), ids[service], ids[service], 0o500);
  }
  const writeFor = (service: 'app' | 'coturn' | 'redis', name: string, text: string) =>
    write(join(settings, service, name), text, ids[service], ids[service], 0o400);
  writeFor('app', 'turn-secret', turnSecret);
  writeFor('app', 'redis-url', `redis://:${redisPassword}@redis:6379`);
  writeFor('redis', 'password', redisPassword);
  // Nothing is kept: what Redis loses, the nodes tell it again.
  writeFor('redis', 'redis.conf', `requirepass ${redisPassword}\nsave ""\nappendonly no\ndir /tmp\n`);
  const own = coturnSettings(domain, turnSecret, addresses, Number(capacity) || 8);
  writeFor('coturn', 'turnserver.conf', `${readFileSync(turnTemplate, 'utf8')}\n${own}`);

  makeDirectory(certificates, ids.caddy, ids.caddy, 0o700);
  makeDirectory(turnCertificate, ids.caddy, ids.coturn, 0o750);
  await writePlaceholder(domain);
  const { local, external } = addresses;
  process.stdout.write(
    `coturn relays from ${local.join(' and ')}${external ? `, known as ${external}` : ''}.\n`,
  );
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
