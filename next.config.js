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
    // Of the Socket.io client: a transport that the server does not offer.
    config.resolve.alias['./webtransport.js'] = false;
    // A few scripts compress better than many small ones, and compete less with the first paint.
    if (!isServer && config.optimization.splitChunks) {
      config.optimization.splitChunks.minSize = 200_000;
      // Else the largest libraries have scripts of their own: 1.8 kB more on the wire.
      delete config.optimization.splitChunks.cacheGroups.lib;
    }
    return config;
  },
};
