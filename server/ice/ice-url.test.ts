import { expect, it } from 'vitest';
import { parseIceUrl } from './ice-url';

it.each([
  ['stun:stun.example.org', ['stun.example.org', 3478, 'udp', false]],
  ['stuns:stun.example.org', ['stun.example.org', 5349, 'tls', false]],
  ['turn:turn.example.org', ['turn.example.org', 3478, 'udp', true]],
  ['turn:turn.example.org:80?transport=tcp', ['turn.example.org', 80, 'tcp', true]],
  ['TURNS:turn.example.org:443?transport=tcp', ['turn.example.org', 443, 'tls', true]],
  ['turns:[2001:db8::1]', ['2001:db8::1', 5349, 'tls', true]],
  ['turns:turn.example.org?transport=udp', ['turn.example.org', 5349, 'dtls', true]],
] as const)('takes %s apart', (url, [host, port, transport, isTurn]) => {
  expect(parseIceUrl(url)).toEqual({ url, host, port, transport, isTurn });
});
