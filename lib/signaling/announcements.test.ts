import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ServerEventName } from '@/lib/protocol';
import { envelope, participantId } from '@/lib/protocol/test-samples';
import { silentLogger } from '@/lib/store/logger';
import { closeAll, createChannel, openChannel, startServer } from './test-server';

afterEach(closeAll);

describe('announcements', () => {
  it('that do not fit their schema are dropped and counted, and the next one is heard', async () => {
    const garbage: [ServerEventName, ...unknown[]][] = [
      ['participant:interrupted'],
      ['participant:interrupted', null],
      ['participant:interrupted', 'abcd-efgh-ijkl-mnop'],
      ['participant:interrupted', { participantId: 'ABCD-efgh-ijkl-mnop' }],
      ['participant:interrupted', { participantId, extra: true }],
      ['participant:interrupted', JSON.parse(`{"participantId":"${participantId}","__proto__":{"a":1}}`)],
      ['signal:received', { from: participantId, envelope: { ...envelope, seq: 0 } }],
      ['participant:left', { participantId, reason: 'bored' }],
    ];
    const { port } = await startServer((socket) => {
      for (const [event, ...payload] of garbage) socket.emit(event, ...payload);
      socket.emit('participant:interrupted', { participantId });
    });
    const channel = createChannel(port);
    const heard: unknown[] = [];
    channel.on('signal:received', (payload) => heard.push(payload));
    channel.on('participant:left', (payload) => heard.push(payload));
    channel.on('participant:interrupted', (payload) => heard.push(payload));
    channel.connect();
    await vi.waitFor(() => expect(heard).toEqual([{ participantId }]));
    expect(channel.droppedCount).toBe(garbage.length);
    expect(channel.states).toEqual(['online']);
  });

  it('reach every listener although one throws, and the connection lives on', async () => {
    const { port } = await startServer((socket) => {
      socket.emit('participant:interrupted', { participantId });
      socket.emit('server:draining', {});
    });
    const warn = vi.fn();
    const channel = createChannel(port, { logger: { ...silentLogger, warn } });
    const heard: string[] = [];
    channel.on('participant:interrupted', () => {
      throw new Error('a bug');
    });
    channel.on('participant:interrupted', () => heard.push('interrupted'));
    channel.on('server:draining', () => heard.push('draining'));
    channel.connect();
    await vi.waitFor(() => expect(heard).toEqual(['interrupted', 'draining']));
    expect(warn).toHaveBeenCalledOnce();
    expect(channel.state).toBe('online');
  });

  it('are no longer heard by who has stopped listening', async () => {
    const { server, port } = await startServer();
    const channel = await openChannel(port);
    const heard: string[] = [];
    const stop = channel.on('participant:interrupted', () => heard.push('stopped'));
    channel.on('participant:interrupted', () => heard.push('listening'));
    stop();
    server.emit('participant:interrupted', { participantId });
    await vi.waitFor(() => expect(heard).toEqual(['listening']));
  });
});
