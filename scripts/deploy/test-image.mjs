/*
 * Builds the image by its Dockerfile, without a Docker engine, on a base made here, and runs it as Docker would: as its
 * user, by its command, on a read-only file system. Exits with 1 when anything is not as it should be.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { installByApt } from '../install/install-by-apt.mjs';
import { isOnPath } from '../install/on-path.mjs';
import { makeBaseImage } from './base-image.mjs';

/** What the base is like that the Dockerfile names. */
const [, nodeMajor, debian] = /^ARG NODE_IMAGE=node:(\d+)-(\w+)-slim$/m.exec(
  readFileSync('Dockerfile', 'utf8'),
);
const base = `localhost/parley-base:${nodeMajor}-${debian}`;
const tag = 'localhost/parley:test';
const port = 23_417;
/** Kept between runs: the base is the same. */
const directory = join(tmpdir(), 'parley-image-test');

const missing = ['buildah', 'debootstrap'].filter((name) => !isOnPath(name));
if (missing.length > 0) {
  const problem = installByApt(missing);
  if (problem) throw new Error(problem);
}
mkdirSync(directory, { recursive: true, mode: 0o700 });
const storage = ['--root', join(directory, 'storage'), '--storage-driver', 'vfs'];

function run(stdout, args) {
  const options = { encoding: 'utf8', stdio: ['ignore', stdout, 'inherit'] };
  return (execFileSync('buildah', [...storage, ...args], options) ?? '').trim();
}
const buildah = (...args) => run('inherit', args);
const ask = (...args) => run('pipe', args);

const sizeOf = (image) => ask('images', '--format', '{{.Size}}', image);

function build() {
  const arg = ['--build-arg', `NODE_IMAGE=${base}`, '--build-arg', 'VERSION=test'];
  const startedMs = Date.now();
  buildah('bud', '--pull-never', '--isolation', 'chroot', '--format', 'docker', ...arg, '--tag', tag, '.');
  return Math.round((Date.now() - startedMs) / 1000);
}

/** Runs the image's command in its root, which is mounted read-only; resolves with what there is to ask of it. */
async function start(root, { Env, User, Cmd, WorkingDir }) {
  const quoted = (words) => words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script = [
    'set -e',
    `mount --bind ${quoted([root])} ${quoted([root])} && mount -o remount,bind,ro ${quoted([root])}`,
    `mount -t proc proc ${quoted([join(root, 'proc')])}`,
    `exec env -i ${quoted([...Env, `PORT=${port}`, 'HOST=127.0.0.1'])} chroot --userspec=${User} ${quoted([root])} env -C ${quoted([WorkingDir, ...Cmd])}`,
  ].join('\n');
  const outer = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'bash', '-c', script], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.on('exit', () => outer.kill('SIGKILL'));
  const pid = () =>
    Number(readFileSync(`/proc/${outer.pid}/task/${outer.pid}/children`, 'utf8').split(' ')[0]);
  const inside = (command) =>
    spawnSync(
      'nsenter',
      ['--target', pid(), '--mount', '--pid', '--root', '--wd', '--', ...command].map(String),
      {
        env: { ...Object.fromEntries(Env.map((pair) => pair.split(/=(.*)/s))), PORT: String(port) },
      },
    ).status;
  return { outer, pid, inside };
}

makeBaseImage(buildah, join(directory, `base-${nodeMajor}-${debian}`), base, nodeMajor, debian);
const buildSeconds = build();
const { config } = JSON.parse(ask('inspect', '--type', 'image', tag)).Docker;
assert.equal(config.User, '10001:10001');
assert.equal(config.Labels['org.opencontainers.image.version'], 'test');
assert.ok(!JSON.stringify(config).match(/SECRET|PASSWORD/));

const container = ask('from', '--pull-never', tag);
const root = ask('mount', container);
try {
  const { outer, pid, inside } = await start(root, config);
  const [, ...healthcheck] = config.Healthcheck.Test;
  const deadlineMs = Date.now() + 30_000;
  while (inside(healthcheck) !== 0) {
    assert.ok(Date.now() < deadlineMs && outer.exitCode === null, 'the health check never passed');
    await wait(200);
  }
  const answer = await fetch(`http://127.0.0.1:${port}/r/aaaa-bbbb-cccc-dddd`);
  assert.equal(answer.status, 200);
  assert.match(readFileSync(`/proc/${pid()}/status`, 'utf8'), /^Uid:\t10001\t10001/m);
  assert.notEqual(inside(['touch', '/app/x']), 0, 'the file system can be written');
  process.kill(pid(), 'SIGTERM');
  const [code] = await once(outer, 'exit');
  assert.equal(code, 0, 'SIGTERM does not end it in order');
} finally {
  ask('umount', container);
  ask('rm', container);
}
process.stdout.write(
  `The image is built in ${buildSeconds} s, has ${sizeOf(tag)} (its base ${sizeOf(base)}), runs as its user on a read-only file system, and stops on SIGTERM.\n`,
);
