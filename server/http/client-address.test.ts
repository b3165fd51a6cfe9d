import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address';
import { noProxy, parseTrustProxy, type TrustProxy } from './trust-proxy';

function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  return {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as IncomingMessage;
}

function trust(text: string): TrustProxy {
  return parseTrustProxy(text) ?? expect.fail(`${text} is refused`);
}

describe('clientAddress', () => {
  it('believes no header when no proxy is trusted', () => {
    expect(clientAddress(request('203.0.113.7', '198.51.100.1'), noProxy)).toBe('203.0.113.7');
    expect(clientAddress(request('203.0.113.7', '198.51.100.1'), trust('0'))).toBe('203.0.113.7');
  });

  it('goes back as many hops as are trusted and no further, whatever the client wrote', () => {
    const forged = '192.0.2.66, 198.51.100.1, 10.0.0.2';
    expect(clientAddress(request('10.0.0.1', forged), trust('1'))).toBe('10.0.0.2');
    expect(clientAddress(request('10.0.0.1', forged), trust('2'))).toBe('198.51.100.1');
  });

  it('goes back through listed proxies only', () => {
    const list = trust('10.0.0.0/8, ::1');
    expect(clientAddress(request('10.0.0.1', '192.0.2.66, 198.51.100.1, 10.9.9.9'), list)).toBe(
      '198.51.100.1',
    );
    expect(clientAddress(request('::ffff:10.0.0.1', '198.51.100.1'), list)).toBe('198.51.100.1');
    expect(clientAddress(request('203.0.113.7', '198.51.100.1'), list)).toBe('203.0.113.7');
  });

  it.each([
    ['203.0.113.7:41234', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:41234', '203.0.113.7'],
    ['[2001:db8:1:2::9]:41234', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::9]', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ])('reads %s as %s, whatever the client wrote before it', (entry, address) => {
    expect(clientAddress(request('10.0.0.1', `192.0.2.66, ${entry}`), trust('1'))).toBe(address);
    expect(clientAddress(request('10.0.0.1', `192.0.2.66, ${entry}`), trust('10.0.0.0/8'))).toBe(address);
  });

  it('goes through a listed proxy that is written with a port', () => {
    expect(clientAddress(request('10.0.0.1', '198.51.100.1, 10.9.9.9:80'), trust('10.0.0.0/8'))).toBe(
      '198.51.100.1',
    );
  });

  it.each(['unknown', '<script>', '', '203.0.113.7:', '[203.0.113.7', '2001:db8::9]:1', '[]:1', '1.2.3:4'])(
    'goes no further than the last trusted peer when the next is %j, which is no address',
    (entry) => {
      expect(clientAddress(request('10.0.0.1', `192.0.2.66, ${entry}`), trust('1'))).toBe('10.0.0.1');
      expect(clientAddress(request('10.0.0.1', `192.0.2.66, ${entry}, 10.0.0.2`), trust('3'))).toBe(
        '10.0.0.2',
      );
    },
  );

  it('counts an IPv6 client by its /64 and an IPv4 client by itself', () => {
    expect(clientAddress(request('2001:db8:1:2:3:4:5:6'), noProxy)).toBe('2001:db8:1:2::/64');
    expect(clientAddress(request('2001:db8:1:2::9'), noProxy)).toBe('2001:db8:1:2::/64');
    expect(clientAddress(request('fe80::1%eth0'), noProxy)).toBe('fe80:0:0:0::/64');
    expect(clientAddress(request('::1'), noProxy)).toBe('0:0:0:0::/64');
    expect(clientAddress(request('::ffff:203.0.113.7'), noProxy)).toBe('203.0.113.7');
  });
});
