import { isForTests } from './source-graph.mjs';

const ground = 'lib/protocol lib/errors lib/store';
const parts = 'lib/webrtc lib/media lib/signaling lib/crypto';
const doings = 'lib/quality lib/room lib/chat lib/files';
const lib = `lib/call lib/check lib/direct lib/recording lib/voice ${doings} ${parts} ${ground}`;

/** Which zones and packages each zone may import, itself apart: a zone is a folder, without the zones inside it. */
const zones = {
  app: 'components next react tailwindcss',
  components: `components/ui ${lib} react radix-ui lucide-react sonner uqr qr`,
  'components/ui': 'react radix-ui lucide-react',
  'components/testing': `components ${lib} lib/testing @testing-library/react vitest`,

  'lib/check': `lib/call ${parts} ${ground}`,
  'lib/call': `${doings} ${parts} ${ground}`,
  'lib/direct': `lib/webrtc lib/signaling lib/crypto ${ground} valibot`,
  'lib/recording': 'lib/store valibot',
  'lib/voice': 'lib/protocol lib/store',
  'lib/quality': `lib/webrtc ${ground}`,
  'lib/room': `lib/chat lib/files lib/webrtc ${ground}`,
  'lib/chat': `lib/room ${ground} valibot`,
  'lib/files': `lib/room ${ground}`,
  'lib/webrtc': ground,
  'lib/media': `${ground} valibot`,
  'lib/signaling': `${ground} valibot socket.io-client`,
  'lib/crypto': `${ground} valibot`,
  'lib/store': '',
  'lib/errors': 'lib/protocol',
  'lib/protocol': 'valibot',
  'lib/testing': `${lib} valibot vitest`,

  server: `lib/protocol lib/errors node: next valibot socket.io @redis/client @socket.io/redis-streams-adapter
    prom-client pino sirv uqr @peculiar/x509 reflect-metadata`,

  e2e: 'node: @playwright/test @axe-core/playwright puppeteer-core socket.io-client',
  bench: '*',
  scripts: '*',
  '.': '*',
};

/** What tests may import besides. */
const inTests = {
  components:
    'components/testing lib/testing vitest fast-check @testing-library/react @testing-library/user-event',
  // A test of the wire has a server of its own.
  lib: 'lib/testing vitest fast-check valibot socket.io socket.io-client',
  // Simulated people move as real ones do.
  server: 'lib/signaling lib/testing vitest fast-check qr yaml esbuild socket.io-client @playwright/test',
};

const namesIn = (list = '') => list.split(/\s+/).filter(Boolean);

/** The innermost zone that a file stands in: a file at the top is in `.`, one in a folder without a row in none. */
function zoneOf(path) {
  const folders = path.split('/').slice(0, -1);
  const zone = [folders.slice(0, 2), folders.slice(0, 1)]
    .map((names) => names.join('/'))
    .find((name) => name in zones);
  return folders.length === 0 ? '.' : zone;
}

/** `react` for `react/jsx-runtime`, `node:` for any part of Node; what the compiler would not find has no name. */
function packageOf(specifier) {
  if (/^(\.|@\/)/.test(specifier)) return null;
  if (specifier.startsWith('node:')) return 'node:';
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Why `importer` may not import what `{from, path}` names (see `readSourceGraph`); `null` where it may. */
export function forbids(importer, { from, path }) {
  const zone = zoneOf(importer);
  if (zone === undefined) return 'its folder has no row in scripts/zones.mjs';
  const target = path === null ? packageOf(from) : (zoneOf(path) ?? path);
  const allowed = [
    ...namesIn(zones[zone]),
    ...(isForTests(importer) ? namesIn(inTests[zone.split('/')[0]]) : []),
  ];
  const isFree = target === null || target === zone || allowed.includes(target) || allowed.includes('*');
  return isFree ? null : `${zone} may import ${allowed.join(', ') || 'nothing'}, but not ${target}`;
}

/** Every import that the dependency rule of ARCHITECTURE.md forbids, in words. */
export function forbiddenImports(graph) {
  return [...graph].flatMap(([importer, { imports, reexports }]) =>
    [...imports, ...reexports].flatMap((target) => {
      const why = forbids(importer, target);
      return why === null ? [] : [`${importer} imports ${target.from}: ${why}`];
    }),
  );
}
