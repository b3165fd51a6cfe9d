import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCompose } from './compose-file';
import { Stack } from './stack';

/** Made by scripts/test-deploy.mjs. */
export interface Ground {
  domain: string;
  /** Namespaces. */
  server: string;
  outside: string;
  /** IPv4 and IPv6. */
  serverAddresses: string[];
  outsideAddresses: string[];
  directory: string;
  /** The certificate of the authority in place of a public one. */
  authority: string;
}

/** A whole deployment with both nodes. */
export interface Deployment {
  ground: Ground;
  stack: Stack;
  /** The path of a volume. */
  volume: (name: string) => string;
  /** Addresses that HAProxy told Caddy, where this machine's Caddy is too old to be told; `null` where it is not. */
  toldAddresses: () => string[] | null;
  stop: () => Promise<void>;
}

const strippedPorts = { 18443: 28443 } as const;

/** Caddy takes the PROXY protocol from 2.7 on; distributions still have older ones. */
function knowsProxyProtocol(): boolean {
  return execFileSync('caddy', ['list-modules'], { encoding: 'utf8' }).includes('proxy_protocol');
}

/** The Caddyfile without the PROXY protocol, for somebody in front who takes it off. */
function oldCaddyfile(directory: string): string {
  const text = readFileSync('deploy/Caddyfile', 'utf8');
  const changed = Object.entries(strippedPorts)
    .reduce((file, [from, to]) => file.replace(from, String(to)), text)
    .replace(/listener_wrappers \{[\s\S]*?tls\s*\}\n/, '');
  if (changed.includes('proxy_protocol')) throw new Error('The PROXY protocol is still there.');
  const path = join(directory, 'Caddyfile');
  writeFileSync(path, changed);
  return path;
}

/** Brings up what compose.yaml describes, with a second node. */
export async function startDeployment(
  ground: Ground,
  settings: Record<string, string> = {},
): Promise<Deployment> {
  const { directory, domain } = ground;
  const isOld = !knowsProxyProtocol();
  const volume = (name: string) => join(directory, 'volumes', name);
  // Caddy signs with it in place of asking a public authority.
  mkdirSync(join(volume('certificates'), 'caddy/pki/authorities'), { recursive: true });
  cpSync(join(ground.authority, '..'), join(volume('certificates'), 'caddy/pki/authorities/local'), {
    recursive: true,
  });
  execFileSync('chown', ['-R', '10002:10002', volume('certificates')]);
  const compose = readCompose('compose.yaml', {
    DOMAIN: domain,
    COMPOSE_PROFILES: 'nodes',
    CADDY_OPTIONS: 'local_certs\n\tskip_install_trust',
    ...settings,
  });
  const trust = { NODE_EXTRA_CA_CERTS: '/app/authority.crt' };
  const imageFiles = join(directory, 'image');
  cpSync('dist/image', imageFiles, { recursive: true });
  cpSync(ground.authority, join(imageFiles, 'authority.crt'));
  const stack = new Stack(
    compose,
    {
      namespace: ground.server,
      directory,
      imageFiles,
      replaced: isOld ? { './deploy/Caddyfile': oldCaddyfile(directory) } : {},
      // One network for all: the nodes tell themselves apart by address.
      environments: {
        app: { ...trust, HOST: '127.0.0.11', METRICS_HOST: '127.0.0.11' },
        app2: { ...trust, HOST: '127.0.0.12', METRICS_HOST: '127.0.0.12' },
      },
    },
    ['nodes'],
  );
  let told = '';
  let stripper: ChildProcess | null = null;
  if (isOld) {
    process.stdout.write(
      'This Caddy is older than 2.7: what HAProxy tells it of addresses is read in front of it.\n',
    );
    const script = resolve('server/testing/deployment/strip-proxy-header.mjs');
    const ports = Object.entries(strippedPorts).map((pair) => pair.join(':'));
    stripper = spawn('ip', ['netns', 'exec', ground.server, process.execPath, script, ...ports], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stripper.stdout?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
    });
  }
  const stop = async () => {
    stripper?.kill('SIGKILL');
    await stack.down();
  };
  try {
    await stack.up();
  } catch (error) {
    await stop();
    throw error;
  }
  return { ground, stack, volume, toldAddresses: () => (isOld ? told.trim().split('\n') : null), stop };
}
