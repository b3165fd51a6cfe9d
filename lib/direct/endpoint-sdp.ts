import { type Endpoint, type EndpointCandidate, fingerprintBytes } from './endpoint';

/** Preferences of candidates by their type (RFC 8445 5.1.2.2). */
const typePreferences = { host: 126, srflx: 100, relay: 0 } as const;

/** What both ends can take in one message (RFC 8841 6): what Chromium says of itself, Firefox takes more. */
const maxMessageBytes = 262_144;

function attribute(sdp: string, name: string): string | null {
  return new RegExp(`^a=${name}:(.*)$`, 'm').exec(sdp)?.[1]?.trim() ?? null;
}

/** Credentials as they have to be (RFC 8839 5.4). */
const iceText = /^[A-Za-z0-9+/]+$/;

/**
 * The end that a description of a connection with a data channel is about, once all candidates are in it. Candidates
 * over TCP are left out: browsers only open such connections, and two who only open never meet (RFC 6544 4.1).
 *
 * @throws Error when the description is none of these, which no browser has made so far.
 */
export function readEndpointSdp(sdp: string): Endpoint {
  const usernameFragment = attribute(sdp, 'ice-ufrag') ?? '';
  const password = attribute(sdp, 'ice-pwd') ?? '';
  const [, hex] = /^sha-256 ([\da-f:]+)$/i.exec(attribute(sdp, 'fingerprint') ?? '') ?? [];
  const fingerprint = Uint8Array.from((hex ?? '').split(':'), (byte) => Number.parseInt(byte, 16));
  if (!iceText.test(usernameFragment) || !iceText.test(password) || fingerprint.length !== fingerprintBytes) {
    throw new Error('a description without credentials');
  }
  const candidates = [...sdp.matchAll(/^a=candidate:(.*)$/gm)].flatMap(([, line]) => {
    const candidate = readCandidate(line?.trim() ?? '');
    return candidate ? [candidate] : [];
  });
  return { usernameFragment, password, fingerprint, candidates: byPriority(candidates) };
}

/**
 * The whole description of an end (RFC 8829). The end that offered is the one that begins the DTLS handshake: it does
 * so once a person has brought it the answer, and until then nothing at the other end runs out of time.
 */
export function writeEndpointSdp(endpoint: Endpoint, type: 'offer' | 'answer'): string {
  const fingerprint = [...endpoint.fingerprint].map((byte) =>
    byte.toString(16).padStart(2, '0').toUpperCase(),
  );
  return [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    ...endpoint.candidates.map((candidate, index) => `a=${candidateLine(candidate, index)}`),
    `a=ice-ufrag:${endpoint.usernameFragment}`,
    `a=ice-pwd:${endpoint.password}`,
    'a=ice-options:trickle',
    `a=fingerprint:sha-256 ${fingerprint.join(':')}`,
    `a=setup:${type === 'offer' ? 'active' : 'passive'}`,
    'a=mid:0',
    'a=sctp-port:5000',
    `a=max-message-size:${maxMessageBytes}`,
    '',
  ].join('\r\n');
}

/** A candidate as `addIceCandidate` takes it. The foundation names it: the same place again is tried again under another. */
export function candidateLine({ type, address, port }: EndpointCandidate, index: number, round = 0): string {
  const priority = typePreferences[type] * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255;
  const related = type === 'host' ? '' : ' raddr 0.0.0.0 rport 0';
  return `candidate:${100 * round + index + 1} 1 udp ${priority} ${address} ${port} typ ${type}${related}`;
}

type Ranked = EndpointCandidate & { priority: number };

function readCandidate(line: string): Ranked | null {
  const [, component, protocol, priority, address = '', port, , type] = line.split(' ');
  if (component !== '1' || protocol?.toLowerCase() !== 'udp') return null;
  if (type !== 'host' && type !== 'srflx' && type !== 'relay') return null;
  return { type, address, port: Number(port), priority: Number(priority) };
}

function byPriority(candidates: readonly Ranked[]): EndpointCandidate[] {
  return [...candidates]
    .sort((one, other) => other.priority - one.priority)
    .map(({ type, address, port }) => ({ type, address, port }));
}
