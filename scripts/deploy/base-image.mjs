import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const read = (command, args) => execFileSync(command, args, { encoding: 'utf8' }).trim();

/**
 * Makes what stands in for the official Node image where no registry of images is in reach: a minimal Debian by
 * debootstrap, Node and npm as npm has them. Trusts what this machine trusts, so that `npm ci` works behind its proxy.
 */
export function makeBaseImage(buildah, directory, tag, nodeMajor, debian) {
  const root = join(directory, 'rootfs');
  if (!existsSync(join(root, 'usr/local/bin/node'))) {
    rmSync(root, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    const include = '--include=ca-certificates,libatomic1';
    execFileSync('debootstrap', ['--variant=minbase', include, debian, root], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const node = read('npx', ['--yes', '--package', `node@${nodeMajor}`, 'which', 'node'])
      .split('\n')
      .at(-1);
    const npm = join(read('npm', ['root', '--global']).split('\n').at(-1), 'npm');
    const modules = join(root, 'usr/local/lib/node_modules');
    cpSync(npm, join(modules, 'npm'), { recursive: true });
    for (const name of ['npm', 'npx']) {
      symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(root, 'usr/local/bin', name));
    }
    cpSync('/etc/ssl/certs/ca-certificates.crt', join(root, 'etc/ssl/certs/ca-certificates.crt'), {
      dereference: true,
    });
    cpSync(node, join(root, 'usr/local/bin/node'), { dereference: true });
  }
  const file = join(dirname(root), 'Dockerfile');
  writeFileSync(
    file,
    'FROM scratch\nCOPY rootfs/ /\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt\nCMD ["node"]\n',
  );
  buildah('bud', '--isolation', 'chroot', '--tag', tag, '--file', file, directory);
}
