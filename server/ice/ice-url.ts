/** A `stun:`, `stuns:`, `turn:` or `turns:` URL, taken apart (RFC 7064, RFC 7065). */
export interface IceUrl {
  /** As it was written. */
  url: string;
  host: string;
  port: number;
  transport: 'udp' | 'tcp' | 'tls' | 'dtls';
  isTurn: boolean;
}

/** Takes a URL apart that the environment has accepted; throws on any other. */
export function parseIceUrl(url: string): IceUrl {
  const match = /^(stun|turn)(s?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(udp|tcp))?$/i.exec(url);
  const [, scheme, secure, host, port, asked] = match ?? [];
  if (!scheme || !host) throw new TypeError('neither a STUN nor a TURN URL');
  const isSecure = secure !== '';
  const isTcp = (asked?.toLowerCase() ?? (isSecure ? 'tcp' : 'udp')) === 'tcp';
  const transport = isSecure ? (isTcp ? 'tls' : 'dtls') : isTcp ? 'tcp' : 'udp';
  return {
    url,
    host: host.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : isSecure ? 5349 : 3478,
    transport,
    isTurn: scheme.toLowerCase() === 'turn',
  };
}
