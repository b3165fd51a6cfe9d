import { describe, expect, it } from 'vitest';
import { isGlobalIpv6, maskAddresses } from './address';

describe('maskAddresses', () => {
  it.each([
    ['an IPv4 address', 'seen as 203.0.113.77.', 'seen as 203.0.113.x.'],
    ['one with a port', '203.0.113.77:40312', '203.0.113.x:40312'],
    ['an IPv6 address', 'seen as 2001:db8:85a3::8a2e:370:7334', 'seen as 2001:db8:x'],
    ['one with a port', '[2001:db8:85a3::7]:3478', '[2001:db8:x]:3478'],
    ['a short one', 'fe80::1 and ::1', 'fe80:x and :x'],
    ['one in a link', 'https://203.0.113.77/', 'https://203.0.113.x/'],
    ['several', '10.0.0.1, 10.0.0.2', '10.0.0.x, 10.0.0.x'],
  ])('masks %s', (_, text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
  });

  it.each([
    ['times', 'at 12:30:45'],
    ['versions', 'Chrome/156.0.0.0 Safari/537.36'],
    ['rates', '4.5 Mbit/s, 24 ms'],
    ['names', 'turn.example.org:3478'],
  ])('leaves %s alone', (_, text) => {
    expect(maskAddresses(text)).toBe(text);
  });
});

describe('isGlobalIpv6', () => {
  it.each([
    ['2001:db8::1', true],
    ['fe80::1', false],
    ['fd00::2', false],
    ['fc00::2', false],
    ['::1', false],
    ['203.0.113.7', false],
    ['', false],
    ['2f5ee8cc.local', false],
  ])('%s: %s', (address, isGlobal) => {
    expect(isGlobalIpv6(address)).toBe(isGlobal);
  });
});
