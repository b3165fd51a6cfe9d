import type { SeededRandom } from '@/lib/testing/seeded-random';
import type { Endpoint, EndpointCandidate } from './endpoint';

const iceCharacters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function randomBytes(random: SeededRandom, count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, () => random.below(256));
}

function randomText(random: SeededRandom, length: number, characters: string): string {
  return Array.from({ length }, () => characters[random.below(characters.length)]).join('');
}

function randomCandidate(random: SeededRandom): EndpointCandidate {
  const hex = (length: number) => randomText(random, length, '0123456789abcdef');
  const address = [
    () => randomBytes(random, 4).join('.'),
    () => Array.from({ length: 8 }, () => random.below(0x10000).toString(16)).join(':'),
    () => `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}.local`,
  ][random.below(3)];
  const type = (['host', 'srflx', 'relay'] as const)[random.below(3)] ?? 'host';
  return { type, address: address?.() ?? '', port: 1 + random.below(65_535) };
}

/** An end like browsers have: credentials of Chromium's or of Firefox's length, up to ten places. */
export function randomEndpoint(random: SeededRandom): Endpoint {
  const isFirefox = random.hasLuck(0.5);
  const hex = '0123456789abcdef';
  return {
    usernameFragment: isFirefox ? randomText(random, 8, hex) : randomText(random, 4, iceCharacters),
    password: isFirefox ? randomText(random, 32, hex) : randomText(random, 24, iceCharacters),
    fingerprint: randomBytes(random, 32),
    candidates: Array.from({ length: random.below(11) }, () => randomCandidate(random)),
  };
}

/** As Chromium 156 writes it, addresses hidden. */
export const chromiumOffer = `v=0\r
o=- 6906751008547483677 2 IN IP4 127.0.0.1\r
s=-\r
t=0 0\r
a=group:BUNDLE 0\r
a=extmap-allow-mixed\r
a=msid-semantic: WMS\r
m=application 54300 UDP/DTLS/SCTP webrtc-datachannel\r
c=IN IP4 192.168.1.7\r
a=candidate:3357950080 1 udp 2113937151 9b599a15-7619-4292-9c22-f592a644339f.local 54413 typ host generation 0 network-cost 999\r
a=candidate:54559072 1 udp 2122260223 192.168.1.7 54300 typ host generation 0 network-id 1\r
a=candidate:1876313031 1 tcp 1518280447 192.168.1.7 9 typ host tcptype active generation 0 network-id 1\r
a=candidate:842163049 1 udp 1677729535 203.0.113.9 54300 typ srflx raddr 192.168.1.7 rport 54300 generation 0\r
a=candidate:54559073 1 udp 2122197247 2001:db8::7:1 54301 typ host generation 0 network-id 2\r
a=ice-ufrag:LzNw\r
a=ice-pwd:cy+9fxmuHifPdJjfU8pRUHt+\r
a=ice-options:trickle\r
a=fingerprint:sha-256 34:C7:A6:6B:88:1C:A3:74:43:10:37:E7:A6:60:F9:BA:9F:01:41:73:12:CB:50:B4:D3:52:A5:E7:12:38:56:8E\r
a=setup:actpass\r
a=mid:0\r
a=sctp-port:5000\r
a=max-message-size:262144\r
`;
