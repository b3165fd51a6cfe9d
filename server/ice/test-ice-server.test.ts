import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { account, type FakeTurnFaults, startFakeTurnServer } from '../testing/fake-turn-server';
import { stunMethod } from './stun-message';
import { testIceServer } from './test-ice-server';

const never = new AbortController().signal;
const shortDeadlineMs = 400;
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function start(faults: FakeTurnFaults = {}) {
  const server = await startFakeTurnServer(faults);
  ends.push(server.close);
  return server;
}

async function startTcp(greeting: string): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()).write(greeting));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('testIceServer', () => {
  it('finds a server good that relays, and gives both allocations back', async () => {
    const server = await start();
    expect(await testIceServer(server.url, account, never)).toMatchObject({
      url: server.url,
      transport: 'udp',
      state: 'ok',
    });
    expect(server.openAllocations).toBe(0);
  });

  it('bears a nonce that goes stale (RFC 8489 9.2.4), but not for ever', async () => {
    expect(await testIceServer((await start({ staleNonces: 1 })).url, account, never)).toMatchObject({
      state: 'ok',
    });
    expect(await testIceServer((await start({ staleNonces: 99 })).url, account, never)).toMatchObject({
      error: 'stun-error-438',
    });
  });

  it.each([
    [stunMethod.allocate, 401, 'unauthorized'],
    [stunMethod.allocate, 403, 'forbidden'],
    [stunMethod.allocate, 437, 'allocation-mismatch'],
    [stunMethod.allocate, 486, 'quota-reached'],
    [stunMethod.allocate, 508, 'no-capacity'],
    [stunMethod.allocate, 500, 'stun-error-500'],
    [stunMethod.createPermission, 403, 'forbidden'],
  ])('says why: method %i answered with %i is %s', async (method, code, error) => {
    const server = await start({ refusals: { [method]: code } });
    expect(await testIceServer(server.url, account, never)).toMatchObject({ state: 'failed', error });
    expect(server.openAllocations).toBe(0);
  });

  it('is told of a wrong password', async () => {
    const { url } = await start();
    const credentials = { ...account, credential: 'guess' };
    expect(await testIceServer(url, credentials, never)).toMatchObject({ error: 'unauthorized' });
  });

  it.each([
    ['silence', { nonsense: Buffer.alloc(0) }, 'no-answer'],
    ['garbage', { nonsense: Buffer.from('what?') }, 'invalid-answer'],
    ['answers signed by somebody else', { isForging: true }, 'invalid-answer'],
    ['a relay that loses everything', { losesData: true }, 'not-relayed'],
  ])('ends at its deadline with %s', async (_what, faults, error) => {
    const { url } = await start(faults);
    expect(await testIceServer(url, account, never, shortDeadlineMs)).toMatchObject({ error });
  });

  it.each([
    ['nobody listens', 'turn:127.0.0.1:9', 'unreachable'],
    ['nobody listens on TCP', 'turn:127.0.0.1:9?transport=tcp', 'unreachable'],
    ['the way is barred', 'turn:255.255.255.255', 'unreachable'],
    ['the name is unknown', 'turn:nowhere.invalid', 'unknown-host'],
    ['DTLS is asked for', 'turns:127.0.0.1?transport=udp', 'no-dtls'],
  ])('says so when %s', async (_what, url, error) => {
    expect(await testIceServer(url, account, never)).toMatchObject({ state: 'failed', error });
  });

  it('ends with invalid-answer on a stream that is no STUN, and with no-answer on a silent one', async () => {
    const talker = `turn:127.0.0.1:${await startTcp('220 mail.example.org ESMTP\r\n')}?transport=tcp`;
    expect(await testIceServer(talker, account, never)).toMatchObject({ error: 'invalid-answer' });
    const silent = await startTcp('');
    for (const url of [`turn:127.0.0.1:${silent}?transport=tcp`, `turns:127.0.0.1:${silent}`]) {
      expect(await testIceServer(url, account, never, shortDeadlineMs)).toMatchObject({ error: 'no-answer' });
    }
  });

  it('gives up what it holds when it is stopped', async () => {
    const server = await start({ losesData: true });
    const stop = new AbortController();
    const result = testIceServer(server.url, account, stop.signal);
    await expect.poll(() => server.openAllocations).toBe(2);
    stop.abort();
    expect(await result).toMatchObject({ error: 'stopped' });
    expect(server.openAllocations).toBe(0);
  });
});
