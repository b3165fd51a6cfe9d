import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** @type {import('next').NextConfig} */
export default {
  // One static page serves every room, one every check: the id is read from the address bar, so no id is ever rendered or cached.
  rewrites: async () => [
    { source: '/r/:room', destination: '/room' },
    { source: '/check/:room', destination: '/check' },
  ],
  reactStrictMode: true,
  poweredByHeader: false,
  // There is nothing to optimize, and strangers are not to have pictures resized.
  images: { unoptimized: true },
  devIndicators: false,
  agentRules: false,
  turbopack: {},
  webpack(config, { isServer }) {
    const { alias } = config.resolve;
    // Of the Socket.io client: a transport that the server does not offer.
    alias['./webtransport.js'] = false;
    // Of lucide: what makes icons adjustable in ways that we do not use, 1 kB on the wire.
    alias['../createLucideIcon.mjs'] = here('components/ui/create-icon.ts');
    if (!isServer && config.optimization.splitChunks) {
      // Of Next: words for whoever builds, 2 kB on the wire.
      alias[fileURLToPath(import.meta.resolve('next/dist/lib/constants.js'))] = here(
        'scripts/build/next-constants.cjs',
      );
      // A few scripts compress better than many small ones, and compete less with the first paint: one for all pages,
      // with React and Next, and one for each page.
      config.optimization.splitChunks.minSize = 1_000_000;
      // Else the largest libraries have scripts of their own: 1.8 kB more on the wire.
      delete config.optimization.splitChunks.cacheGroups.lib;
    }
    return config;
  },
};
