import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Lockfile {
  packages: Record<string, { version?: string; integrity?: string }>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;

/** The files of these folders that hold `text`, tests apart. */
function filesWith(text: string, ...folders: string[]): string[] {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const sources = paths.filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path));
  return sources.filter((path) => readFileSync(path, 'utf8').includes(text));
}

describe('the security page', () => {
  const page = readFileSync('docs/SECURITY.md', 'utf8').replace(/\n/g, ' ');
  const named = [...page.matchAll(/`([\w./-]+\.(?:test|spec)\.tsx?)`( “([^”]+)”)?/g)];

  it('names tests throughout', () => {
    expect(named.length).toBeGreaterThan(40);
  });

  it.each(named.map(([, path = '', , title = '']) => ({ path, title })))(
    'names a test that exists: $path “$title”',
    ({ path, title }) => {
      expect(existsSync(path)).toBe(true);
      expect(title).not.toBe('');
      expect(readFileSync(path, 'utf8')).toContain(title);
    },
  );
});

describe('Parley', () => {
  it('pins every dependency to one version, and to the hash of what was published', () => {
    const pinned = Object.values({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(pinned.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    const locked = Object.entries(lockfile.packages).filter(([path]) => path !== '');
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  });

  it('says of every dependency why it is one', () => {
    const rows = readFileSync('docs/adr/0003-libraries.md', 'utf8').match(/^\| [^|]+(?= \|)/gm) ?? [];
    const explained = rows.flatMap((row) => row.slice(2).split(', '));
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const isExplained = (name: string) =>
      explained.includes(name) || explained.includes(name.replace(/\/.*/, '/*'));
    expect(names.filter((name) => !isExplained(name))).toEqual([]);
  });

  // CVE-2026-33151 and CVE-2026-69185 (attachments), CVE-2024-38355 (`error` events), CVE-2024-37890 (headers).
  it.each([
    ['socket.io-parser', '4.2.7'],
    ['socket.io', '4.8.0'],
    ['engine.io', '6.6.0'],
    ['ws', '8.18.0'],
  ])('has libraries of the wire that mend what is known of older ones: %s from %s on', (name, least) => {
    const copies = Object.entries(lockfile.packages).filter(([path]) =>
      path.endsWith(`node_modules/${name}`),
    );
    expect(copies.length).toBeGreaterThan(0);
    const order = new Intl.Collator('en', { numeric: true });
    for (const [, { version = '' }] of copies)
      expect(order.compare(version, least)).toBeGreaterThanOrEqual(0);
  });

  it('puts no text into a page as HTML', () => {
    for (const way of [
      'dangerouslySetInnerHTML',
      'innerHTML',
      'insertAdjacentHTML',
      'document.write',
      'eval(',
    ]) {
      expect(filesWith(way, 'app', 'components', 'lib')).toEqual([]);
    }
  });

  it('draws no secret and no id by Math.random', () => {
    const drawers = ['crypto', 'protocol', 'direct', 'chat', 'call', 'webrtc'].map((name) => `lib/${name}`);
    expect(filesWith('Math.random', ...drawers, 'components', 'app', 'server/ice', 'server/deploy')).toEqual(
      [],
    );
  });
});
