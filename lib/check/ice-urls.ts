import type { IceConfig } from '@/lib/protocol';

/** How a client talks to a relay; `tls` looks like an ordinary secure page to firewalls. */
export type RelayTransport = 'udp' | 'tcp' | 'tls';

/** One way into one TURN server (RFC 7065), with what opens it. */
export interface Relay {
  url: string;
  transport: RelayTransport;
  server: RTCIceServer;
}

type IceServers = IceConfig['iceServers'];

const urlsOf = ({ urls }: IceServers[number]): string[] => [urls].flat();

/** The transport that a `turn:` or `turns:` URL asks for: UDP unless it says otherwise. */
function transportOf(url: string): RelayTransport {
  if (/^turns:/i.test(url)) return 'tls';
  return /[?&]transport=tcp\b/i.test(url) ? 'tcp' : 'udp';
}

/** Every TURN URL on its own. */
export function relaysOf(iceServers: IceServers): Relay[] {
  return iceServers.flatMap((server) =>
    urlsOf(server)
      .filter((url) => /^turns?:/i.test(url))
      .map((url) => ({ url, transport: transportOf(url), server: { ...server, urls: url } as RTCIceServer })),
  );
}

/** The servers that are asked over UDP how we look from outside: STUN, and TURN over UDP, which answers the same (RFC 8656 5). */
export function reflexiveServersOf(iceServers: IceServers): RTCIceServer[] {
  return iceServers.flatMap((server) =>
    urlsOf(server)
      .filter((url) => /^stun:/i.test(url) || (/^turn:/i.test(url) && transportOf(url) === 'udp'))
      .map((url) => ({ ...server, urls: url }) as RTCIceServer),
  );
}

/** The host that a `stun:` or `turn:` URL names, in lower case. */
export function hostOf(url: string): string {
  const rest = url.replace(/^[a-z]+:/i, '').replace(/\?.*$/, '');
  const host = /^\[([^\]]*)\]/.exec(rest)?.[1] ?? rest.replace(/:\d+$/, '');
  return host.toLowerCase();
}
