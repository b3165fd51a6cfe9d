import { describe, expect, it } from 'vitest';
import { coturnSettings } from './coturn-settings';

const linesOf = (external: string | null, local: string[], roomCapacity = 8) =>
  coturnSettings('turn.example.org', 'hush', { local, external }, roomCapacity).split('\n');

describe('coturnSettings', () => {
  it('listens on loopback for those in front, and relays only from addresses of the internet', () => {
    const lines = linesOf(null, ['203.0.113.5', '2001:db8::5']);
    expect(lines).toContain('listening-ip=127.0.0.1');
    expect(lines.filter((line) => line.startsWith('relay-ip='))).toEqual([
      'relay-ip=203.0.113.5',
      'relay-ip=2001:db8::5',
    ]);
    expect(lines.join()).not.toMatch(/external-ip|allowed-peer-ip/);
  });

  it('opens its own private address alone, where two people on the relay meet', () => {
    const lines = linesOf('203.0.113.5', ['10.0.0.5']);
    expect(lines).toContain('external-ip=203.0.113.5/10.0.0.5');
    expect(lines.filter((line) => line.startsWith('allowed-peer-ip='))).toEqual(['allowed-peer-ip=10.0.0.5']);
  });

  it.each([
    [2, 24],
    [8, 42],
    [32, 186],
  ])('has allocations for everybody else in a room of %d, each way and twice over', (capacity, quota) => {
    expect(linesOf(null, ['203.0.113.5'], capacity)).toContain(`user-quota=${quota}`);
  });
});
