import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLocalAddress, readLocalNames } from './local-names';

const interfaceWith = (...addresses: string[]) =>
  addresses.map((address) => ({ address }) as NetworkInterfaceInfo);

describe('readLocalNames', () => {
  it('takes the addresses of every local network, and none that others could be reached by', () => {
    const interfaces = {
      lo: interfaceWith('127.0.0.1', '::1'),
      eth0: interfaceWith('192.168.1.7', 'fe80::1', 'fd00::7', '2001:db8::7'),
      eth1: interfaceWith('203.0.113.5', '10.1.2.3'),
    };
    expect(readLocalNames('Desk', interfaces)).toEqual({
      names: ['localhost', 'desk', 'desk.local'],
      addresses: ['127.0.0.1', '192.168.1.7', '10.1.2.3', '::1', 'fd00::7'],
    });
  });

  it.each([
    ['desk.lan', ['localhost', 'desk.lan']],
    ['my_desk', ['localhost']],
    ['', ['localhost']],
    ['localhost', ['localhost', 'localhost.local']],
  ])('calls a machine of the name %j by what a certificate may hold', (host, names) => {
    expect(readLocalNames(host, {}).names).toEqual(names);
  });
});

describe('isLocalAddress', () => {
  it.each(['10.0.0.1', '172.31.0.1', '192.168.0.1', '100.64.0.1', '127.0.0.1', '::1', 'fd12::1'])(
    '%s is',
    (address) => {
      expect(isLocalAddress(address)).toBe(true);
    },
  );
  it.each(['172.32.0.1', '8.8.8.8', '2001:db8::1', 'fe80::1', 'desk'])('%s is not', (address) => {
    expect(isLocalAddress(address)).toBe(false);
  });
});
