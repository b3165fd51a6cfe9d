import { describe, expect, it } from 'vitest';
import { hostOf, reflexiveServersOf, relaysOf } from './ice-urls';

const credentials = { username: 'u', credential: 'c' };
const iceServers = [
  { urls: ['stun:stun.example.org', 'stuns:stun.example.org'] },
  {
    urls: [
      'turn:turn.example.org',
      'turn:turn.example.org?transport=udp',
      'turn:turn.example.org:3478?transport=tcp',
      'turns:turn.example.org:443',
    ],
    ...credentials,
  },
];

describe('relaysOf', () => {
  it('takes every TURN URL on its own, with its credentials', () => {
    expect(relaysOf(iceServers).map(({ transport }) => transport)).toEqual(['udp', 'udp', 'tcp', 'tls']);
    expect(relaysOf(iceServers)[3]?.server).toEqual({ urls: 'turns:turn.example.org:443', ...credentials });
  });
});

describe('reflexiveServersOf', () => {
  it('takes what answers over UDP: STUN, and TURN over UDP', () => {
    expect(reflexiveServersOf(iceServers).map(({ urls }) => urls)).toEqual([
      'stun:stun.example.org',
      'turn:turn.example.org',
      'turn:turn.example.org?transport=udp',
    ]);
  });
});

describe('hostOf', () => {
  it.each([
    ['stun:Stun.example.org', 'stun.example.org'],
    ['turn:turn.example.org:3478?transport=tcp', 'turn.example.org'],
    ['turns:[2001:db8::1]:443', '2001:db8::1'],
    ['turn:203.0.113.1?transport=udp', '203.0.113.1'],
  ])('%s is at %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});
