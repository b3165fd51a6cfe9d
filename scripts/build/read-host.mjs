import { loadTypescript } from './load-typescript.mjs';

/** Where the function is that speaks signaling, with pages and all on Vercel. */
const functionPath = '/api/signaling';

/** Each origin, and the one of its WebSockets (CSP3 holds them apart). */
function withSockets(origins) {
  return origins.flatMap((origin) => [origin, origin.replace(/^http/, 'ws')]);
}

/**
 * How the pages will be served, if not by our own server: `signaling` is where they find signaling, an origin or an
 * address with a path; `connectOrigins` what they may connect to beside their own origin. `null` where our server
 * serves them.
 *
 * @throws {Error} in one line, when a variable holds nothing of use
 */
export async function readHost(env) {
  const { readEnv } = await loadTypescript('server/env/env.ts');
  const { NEXT_PUBLIC_SIGNALING_URL, PUBLIC_URL } = env;
  const read = readEnv({ NEXT_PUBLIC_SIGNALING_URL, PUBLIC_URL });
  if (!read.ok) throw new Error(read.message);
  const isOnVercel = env.VERCEL === '1';
  const signaling = read.value.NEXT_PUBLIC_SIGNALING_URL ?? (isOnVercel ? functionPath : null);
  if (signaling === null) return null;

  const publicUrl = read.value.PUBLIC_URL;
  // https://vercel.com/docs/environment-variables/system-environment-variables: hosts, without a scheme.
  const hosts = [env.VERCEL_PROJECT_PRODUCTION_URL, env.VERCEL_BRANCH_URL, env.VERCEL_URL].filter(Boolean);
  const own = [
    ...new Set([...(publicUrl === null ? [] : [publicUrl]), ...hosts.map((host) => `https://${host}`)]),
  ];
  return {
    signaling,
    connectOrigins: withSockets(signaling.startsWith('/') ? own : [new URL(signaling).origin]),
    isHttps: isOnVercel || (publicUrl?.startsWith('https:') ?? false),
  };
}
