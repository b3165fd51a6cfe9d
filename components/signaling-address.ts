import type { SignalingAddress } from '@/lib/signaling/socket-channel';

/**
 * Where the build has said that signaling is, in `<meta name="parley-signaling">`: with the pages themselves unless it
 * says otherwise. An address with a path is that of a function, which speaks over WebSockets alone.
 */
export function signalingAddress(): SignalingAddress {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="parley-signaling"]');
  if (meta === null) return {};
  const { origin, pathname } = new URL(meta.content, location.origin);
  return pathname === '/' ? { url: origin } : { url: origin, path: pathname, isWebSocketOnly: true };
}
