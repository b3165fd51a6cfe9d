import { afterEach, describe, expect, it, vi } from 'vitest';
import { envelope, participantId } from '@/lib/protocol/test-samples';
import { closeAll, createChannel, openChannel, reach, startServer } from './test-server';

afterEach(closeAll);

function iceConfig() {
  return { iceServers: [], iceTransportPolicy: 'all', ttlS: null };
}

describe('requests', () => {
  it('resolve with the value that the server acknowledges', async () => {
    const { port } = await startServer((socket) => {
      socket.on('signal:send', (payload, ack) =>
        ack(payload.to === participantId ? { ok: true, value: {} } : { ok: false, code: 'bad-request' }),
      );
    });
    const channel = await openChannel(port);
    await expect(channel.request('signal:send', { to: participantId, envelope })).resolves.toEqual({
      ok: true,
      value: {},
    });
  });

  it('resolve with the code of a refusal', async () => {
    const { port } = await startServer((socket) =>
      socket.on('room:leave', (_, ack) => ack({ ok: false, code: 'not-joined' })),
    );
    const channel = await openChannel(port);
    await expect(channel.request('room:leave', {})).resolves.toEqual({ ok: false, code: 'not-joined' });
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ok'],
    ['a code nobody knows', { ok: false, code: 'teapot' }],
    ['no value', { ok: true }],
    ['a value of another event', { ok: true, value: { participants: [] } }],
    ['a value with an unknown key', { ok: true, value: { ...iceConfig(), extra: 1 } }],
  ])('resolve with internal when the acknowledgement holds %s', async (_, answer) => {
    const { port } = await startServer((socket) => socket.on('ice:refresh', (_payload, ack) => ack(answer)));
    const channel = await openChannel(port);
    await expect(channel.request('ice:refresh', {})).resolves.toEqual({ ok: false, code: 'internal' });
    expect(channel.states).toEqual(['online']);
  });

  it('resolve with server-unreachable before the first connection, and are never sent later', async () => {
    const heard: string[] = [];
    const { port } = await startServer((socket) => {
      socket.onAny((event, _payload, ack) => {
        heard.push(event);
        ack({ ok: true, value: {} });
      });
    });
    const channel = createChannel(port, { requestTimeoutMs: 3_600_000 });
    const tooEarly = channel.request('room:leave', {});
    channel.connect();
    const stillTooEarly = channel.request('room:leave', {});
    await expect(tooEarly).resolves.toEqual({ ok: false, code: 'server-unreachable' });
    await expect(stillTooEarly).resolves.toEqual({ ok: false, code: 'server-unreachable' });
    await reach(channel, 'online');
    await channel.request('signal:send', { to: participantId, envelope });
    expect(heard).toEqual(['signal:send']);
  });

  it('resolve with server-unreachable when the server goes before it answers', async () => {
    const { port } = await startServer((socket) => socket.on('room:leave', () => socket.conn.close()));
    const channel = await openChannel(port);
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
  });

  it('resolve with server-unreachable when no answer comes, and the connection is made anew', async () => {
    let connections = 0;
    const { port } = await startServer(() => connections++);
    const channel = await openChannel(port, { requestTimeoutMs: 30 });
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
    await vi.waitFor(() => expect(connections).toBe(2));
    await reach(channel, 'online');
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('are not kept for the next connection when the server has fallen silent', async () => {
    const heard: string[] = [];
    const { port } = await startServer((socket) => {
      socket.onAny((event, _payload, ack) => {
        heard.push(event);
        ack({ ok: true, value: {} });
      });
    });
    const channel = await openChannel(port);
    vi.spyOn(Date, 'now').mockReturnValueOnce(Number.MAX_SAFE_INTEGER);
    await expect(channel.request('room:leave', {})).resolves.toEqual({
      ok: false,
      code: 'server-unreachable',
    });
    await reach(channel, 'online');
    await channel.request('signal:send', { to: participantId, envelope });
    expect(heard).toEqual(['signal:send']);
    expect(channel.states).toEqual(['online', 'offline', 'online']);
  });

  it('keep their order and lose none when many are made at once', async () => {
    const heard: number[] = [];
    const { port } = await startServer((socket) => {
      socket.on('signal:send', (payload, ack) => {
        heard.push(payload.envelope.seq);
        ack({ ok: true, value: {} });
      });
    });
    const channel = await openChannel(port);
    const seqs = Array.from({ length: 50 }, (_, index) => index + 1);
    const answers = await Promise.all(
      seqs.map((seq) =>
        channel.request('signal:send', { to: participantId, envelope: { ...envelope, seq } }),
      ),
    );
    expect(answers.every((answer) => answer.ok)).toBe(true);
    expect(heard).toEqual(seqs);
  });
});
