import { describe, expect, it } from 'vitest';
import { findRelayAddresses } from './relay-addresses';

const machine = (v4: string | null, v6: string | null, name: string | null = null) => ({
  outgoing: async (family: 4 | 6) => (family === 4 ? v4 : v6),
  resolve: async () => name,
});
const find = (host: ReturnType<typeof machine>, externalIp = '') =>
  findRelayAddresses('turn.example.org', externalIp, host);

describe('findRelayAddresses', () => {
  it.each([
    ['203.0.113.5', null, ['203.0.113.5']],
    ['203.0.113.5', '2001:db8::5', ['203.0.113.5', '2001:db8::5']],
    ['203.0.113.5', 'fd00::5', ['203.0.113.5']],
    [null, '2001:db8::5', ['2001:db8::5']],
  ])('relays from the public addresses of a machine with %s and %s', async (v4, v6, local) => {
    expect(await find(machine(v4, v6, '198.51.100.1'))).toEqual({ local, external: null });
  });

  it('has the DNS tell what a private address is known as', async () => {
    expect(await find(machine('10.0.0.5', null, '203.0.113.5'))).toEqual({
      local: ['10.0.0.5'],
      external: '203.0.113.5',
    });
  });

  it('believes EXTERNAL_IP before the DNS', async () => {
    const host = machine('10.0.0.5', null, '203.0.113.5');
    expect(await find(host, '198.51.100.7')).toMatchObject({ external: '198.51.100.7' });
    expect(await find(machine('203.0.113.5', null), '203.0.113.5')).toMatchObject({ external: null });
  });

  it.each([
    [machine('10.0.0.5', null, null), '', 'turn.example.org has no IPv4 address in the DNS'],
    [machine('10.0.0.5', null, '127.0.1.1'), '', 'turn.example.org is 127.0.1.1'],
    [machine(null, 'fe80::1'), '', 'no way to the internet'],
    [machine('203.0.113.5', null), 'my-server', 'EXTERNAL_IP holds "my-server", but must be'],
  ])('says in one line what is missing (%#)', async (host, externalIp, words) => {
    const error = await find(host, externalIp).catch(({ message }: Error) => message);
    expect(error).toContain(words);
    expect(error).not.toContain('\n');
  });
});
