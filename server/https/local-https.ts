import type { Server as HttpServer } from 'node:http';
import { Server } from 'node:https';
import { join } from 'node:path';
import type { Env } from '../env/env';
import { outgoingAddress } from '../http/outgoing-address';
import { isAnyAddress } from '../start-messages';
import { authorityPath } from './authority-file';
import { keepCertificate, type LocalCertificate } from './keep-certificate';
import { type LocalNames, readLocalNames } from './local-names';
import { qrForTerminal } from './qr-for-terminal';

/** Where the certificate is kept, below the project's folder. */
const folder = '.https';
const lookAgainMs = 30_000;

/** https for the devices of this network. */
export interface LocalHttps {
  readonly certificate: LocalCertificate;
  /** What a person who has just started the server wants to know. */
  messageFor(port: number): Promise<string>;
  /**
   * From now on has `server` present another certificate when this one runs out or the machine's addresses change, and
   * calls `onChange` then. Keeps no process alive.
   */
  follow(server: HttpServer, onChange: () => void): void;
}

function urlOf(name: string, port: number): string {
  return `https://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

/** What other devices can open, the likeliest first. */
async function openableNames({ HOST }: Env, { names, addresses }: LocalNames): Promise<string[]> {
  if (HOST !== null && !isAnyAddress(HOST)) return [HOST];
  const first = await outgoingAddress(4);
  const others = addresses.filter((address) => !/^127\.|^::1$/.test(address));
  const likeliest = others.filter((address) => address === first);
  return [...new Set([...likeliest, ...others, ...names.filter((name) => name.endsWith('.local'))])];
}

async function messageOf(env: Env, names: LocalNames, port: number): Promise<string> {
  const urls = (await openableNames(env, names)).map((name) => urlOf(name, port));
  const [best] = urls;
  if (best === undefined) {
    return `Parley is ready: open ${urlOf('localhost', port)}\nThis machine is on no network that another device could be on.\n`;
  }
  // Not localhost: a call that is begun there would invite others to their own devices.
  return `Parley is ready: open one of these, here and on devices in the same network:

${urls.map((url) => `  ${url}\n`).join('')}
${qrForTerminal(best)}
The device warns once, because this machine vouches for itself: go on by "Advanced" or "Show details".
To be warned no more, open ${best}${authorityPath} on it and have it trust that:
  iPhone, iPad  Settings > General > VPN & Device Management > Install, then About > Certificate Trust Settings
  Android       Settings > search "CA certificate" > Install anyway
It is good for names and addresses of local networks only. Its key is in ${folder}/, which only you can read.
`;
}

/** Makes or takes up the certificate in `root`/.https. Throws what the file system does. */
export async function createLocalHttps(root: string, env: Env): Promise<LocalHttps> {
  const directory = join(root, folder);
  let certificate = await keepCertificate(directory, readLocalNames());

  async function renew(server: Server, onChange: () => void): Promise<void> {
    const kept = await keepCertificate(directory, readLocalNames());
    if (kept.cert === certificate.cert) return;
    certificate = kept;
    server.setSecureContext({ key: kept.key, cert: kept.cert });
    onChange();
  }

  return {
    certificate,
    messageFor: (port) => messageOf(env, readLocalNames(), port),
    follow(server, onChange) {
      if (!(server instanceof Server)) return;
      const look = () => {
        renew(server, onChange).catch((error: Error) =>
          process.stderr.write(`The certificate could not be made anew: ${error.message}\n`),
        );
      };
      setInterval(look, lookAgainMs).unref();
    },
  };
}
