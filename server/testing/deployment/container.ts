import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComposeService } from './compose-file';

/** Where a container of ours differs from one of Docker's. */
export interface ContainerPlace {
  /** The network namespace that all of them share. */
  namespace: string;
  /** A directory of this deployment, for roots and volumes. */
  directory: string;
  /** Mounted over /app: what the image holds there. */
  imageFiles: string;
  /** Files in place of those that compose.yaml mounts, by their names there. */
  replaced: Readonly<Record<string, string>>;
  /** Variables on top of what compose.yaml sets, for each service. */
  environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A script that makes a root for the service and runs it there: programs are this machine's, all else is as compose.yaml
 * says: files, users, capabilities, nothing writable but volumes and tmpfs.
 */
function scriptOf(name: string, service: ComposeService, place: ContainerPlace): string {
  const root = join(place.directory, 'roots', name);
  mkdirSync(root, { recursive: true });
  const inRoot = (path: string) => quote(join(root, path));
  const mounts = service.volumes.map((volume) => {
    const [source = '', target = '', mode] = volume.split(':');
    const path =
      place.replaced[source] ?? (source.startsWith('./') ? source : join(place.directory, 'volumes', source));
    return { path, target, isFile: source.startsWith('./'), isReadOnly: mode === 'ro' };
  });
  const capabilities = ['-all', ...service.cap_add.map((capability) => `+${capability.toLowerCase()}`)].join(
    ',',
  );
  const [uid, gid] = (service.user ?? '10001:10001').split(':');
  const variables = {
    PATH: '/opt/node:/usr/sbin:/usr/bin',
    HOME: '/',
    NODE_ENV: 'production',
    ...service.environment,
    ...place.environments[name],
  };
  const command = [...service.entrypoint, ...service.command];
  const program = command.length > 0 ? command : ['node', 'deploy/start.cjs'];

  return [
    'set -e',
    `mount -t tmpfs -o mode=755 tmpfs ${quote(root)}`,
    `mkdir -p ${['usr', 'etc', 'proc', 'dev', 'tmp', 'app', 'opt/node'].map(inRoot).join(' ')}`,
    ...['bin', 'sbin', 'lib', 'lib64'].map((link) => `ln -s usr/${link} ${inRoot(link)}`),
    `mount --rbind /usr ${inRoot('usr')} && mount -o remount,bind,ro ${inRoot('usr')}`,
    `cp -a /etc/passwd /etc/group /etc/ld.so.cache /etc/nsswitch.conf /etc/ssl /etc/alternatives ${inRoot('etc')}/`,
    `cp /etc/hosts ${inRoot('etc')}/`,
    `touch ${inRoot('opt/node/node')} && mount --bind ${quote(process.execPath)} ${inRoot('opt/node/node')}`,
    `mount --bind ${quote(place.imageFiles)} ${inRoot('app')} && mount -o remount,bind,ro ${inRoot('app')}`,
    `mount -t proc proc ${inRoot('proc')}`,
    ...['null', 'zero', 'random', 'urandom'].map(
      (device) =>
        `touch ${inRoot(`dev/${device}`)} && mount --bind /dev/${device} ${inRoot(`dev/${device}`)}`,
    ),
    `ln -s /proc/self/fd ${inRoot('dev/fd')} && ln -s /proc/self/fd/1 ${inRoot('dev/stdout')}`,
    ...mounts.flatMap(({ path, target, isFile, isReadOnly }) => [
      isFile
        ? `mkdir -p $(dirname ${inRoot(target)}) && touch ${inRoot(target)}`
        : `mkdir -p ${quote(path)} ${inRoot(target)}`,
      `mount --bind ${quote(path)} ${inRoot(target)}`,
      ...(isReadOnly ? [`mount -o remount,bind,ro ${inRoot(target)}`] : []),
    ]),
    `mount -o remount,ro ${quote(root)}`,
    ...service.tmpfs.map((target) => `mount -t tmpfs -o mode=1777 tmpfs ${inRoot(target)}`),
    `cd ${inRoot('app')}`,
    [
      `exec env -i ${Object.entries(variables)
        .map(([key, value]) => quote(`${key}=${value}`))
        .join(' ')}`,
      `chroot ${quote(root)} setpriv --reuid ${uid} --regid ${gid} --clear-groups`,
      `--inh-caps=-all --bounding-set=${capabilities} --no-new-privs`,
      `env -C /app ${program.map(quote).join(' ')}`,
    ].join(' '),
  ].join('\n');
}

/** A service of compose.yaml, run as it would be in a container. */
export class Container {
  log = '';
  readonly #child: ChildProcess;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(
    readonly name: string,
    readonly service: ComposeService,
    place: ContainerPlace,
  ) {
    this.#environment = { ...service.environment, ...place.environments[name] };
    const unshared = ['--mount', '--pid', '--fork', '--kill-child=SIGKILL', '--propagation', 'private'];
    this.#child = spawn(
      'ip',
      [
        'netns',
        'exec',
        place.namespace,
        'unshare',
        ...unshared,
        'bash',
        '-c',
        scriptOf(name, service, place),
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.log += text;
      });
    }
  }

  /** `null` while it runs. */
  get exitCode(): number | null {
    return this.#child.exitCode ?? (this.#child.signalCode === null ? null : 128);
  }

  /** Resolves with its exit code. */
  async ended(): Promise<number> {
    if (this.exitCode === null) await once(this.#child, 'exit');
    return this.exitCode ?? 128;
  }

  /** Whether its health check passes: the image's, where compose.yaml has none. */
  isHealthy(): boolean {
    const [kind, ...rest] = this.service.healthcheck?.test ?? ['CMD', 'node', 'deploy/healthcheck.cjs'];
    const command = kind === 'CMD-SHELL' ? ['sh', '-c', rest.join(' ')] : rest;
    return this.#runInside(command);
  }

  /** Sends a signal to its first process, as `docker kill` does. */
  kill(signal: 'SIGTERM' | 'SIGUSR1' | 'SIGKILL'): void {
    const pid = this.#firstPid();
    if (pid !== null) process.kill(pid, signal);
  }

  /** As `docker stop`; resolves with its exit code. */
  async stop(): Promise<number> {
    this.kill(this.service.stop_signal);
    return this.ended();
  }

  /** In its namespaces, the first process there is the one that was started. */
  #firstPid(): number | null {
    const { pid } = this.#child;
    if (pid === undefined || this.exitCode !== null) return null;
    const [first] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return first ? Number(first) : null;
  }

  #runInside(command: readonly string[]): boolean {
    const pid = this.#firstPid();
    if (pid === null) return false;
    const [uid = '', gid = ''] = (this.service.user ?? '10001:10001').split(':');
    const inside = [
      '--target',
      String(pid),
      '--mount',
      '--net',
      '--pid',
      '--root',
      '--wd',
      '--setuid',
      uid,
      '--setgid',
      gid,
    ];
    try {
      execFileSync('nsenter', [...inside, ...command], {
        stdio: 'ignore',
        timeout: 5_000,
        env: { NODE_ENV: 'production', PATH: '/opt/node:/usr/sbin:/usr/bin', ...this.#environment },
      });
      return true;
    } catch {
      // Not healthy, or not yet.
      return false;
    }
  }
}
