import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logConsole } from './log-console';
import { logEvents } from './log-events';
import { createLogger } from './logger';
import { joinRoom, watchRoom } from './testing/test-client';
import { startTestServer } from './testing/test-server';
import { makeEnvelope, makeRoom } from './testing/wire-data';

const listed = Object.keys(logEvents).sort();
const manual = readFileSync('docs/MONITORING.md', 'utf8');

/** Level and event of every call of a logger in the server. */
function findEmitted(): string[] {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' });
  const sources = files.filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const calls = sources.flatMap((path) => [
    ...readFileSync(`server/${path}`, 'utf8').matchAll(
      /logger\s*\.(fatal|error|warn|info|debug)\(\s*'([^']*)'/g,
    ),
  ]);
  return [...new Set(calls.map(([, level, event]) => `${event} ${level}`))].sort();
}

describe('the events of the log', () => {
  it('are all emitted somewhere, and no others', () => {
    expect(findEmitted().map((call) => call.split(' ')[0])).toEqual(listed);
  });

  it('are those of docs/MONITORING.md, at the levels that it says', () => {
    const documented = [...manual.matchAll(/^\| `([a-z-]+)` \| (fatal|error|warn|info|debug) \|/gm)];
    expect(documented.map(([, event, level]) => `${event} ${level}`).sort()).toEqual(findEmitted());
  });
});

describe('the console', () => {
  it('goes into the log, each call a line without colours', () => {
    const lines: string[] = [];
    const { log, warn, error, info, debug } = console;
    try {
      logConsole(createLogger('debug', { write: (line) => void lines.push(line) }));
      console.log('took %d ms', 5);
      console.warn('\u001b[33mold\u001b[39m\nthing');
      console.error(new Error('a bug'));
    } finally {
      Object.assign(console, { log, warn, error, info, debug });
    }
    const read = lines.map((line) => JSON.parse(line) as Record<string, string>);
    expect(read.map(({ level, event }) => `${level} ${event}`)).toEqual([
      'debug pages-note',
      'warn pages-warn',
      'error pages-fail',
    ]);
    expect(read.map(({ text }) => text?.split('\n')[0])).toEqual(['took 5 ms', 'old', 'Error: a bug']);
  });
});

describe('a line of the log', () => {
  it('is one JSON object that says when, how grave and what, whatever lines are beside it', () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    logger.warn('redis-down', { node: 'a\nb' });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(String(lines[0]))).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      level: 'warn',
      event: 'redis-down',
      msg: logEvents['redis-down'],
      node: 'a\nb',
    });
  });

  it('holds nothing of rooms, people and what they say, even at debug and when things break', async () => {
    const lines: string[] = [];
    const logger = createLogger('debug', { write: (line) => void lines.push(line) });
    const server = await startTestServer({ LIMIT_MESSAGES_PER_S: '10' }, { logger });
    const room = await makeRoom();
    const ada = await joinRoom(server.origin, room);
    const bob = await joinRoom(server.origin, room);
    const watcher = await watchRoom(server.origin, room);
    const envelope = makeEnvelope();
    await ada.client.request('signal:send', { to: bob.participantId, envelope });
    await watcher.client.say(room.roomId, envelope);
    await watcher.client.say('signal:send', { to: bob.participantId, envelope, extra: true });
    bob.client.socket.io.engine.write(`garbage ${envelope.box}`);
    await bob.client.ended;
    ada.client.close();
    server.drain();
    await server.close();
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(listed).toContain(JSON.parse(line).event);
    const secrets = [room.roomId, room.admission, envelope.box, envelope.iv, '127.0.0.1'];
    for (const { seat } of [ada, bob, watcher]) secrets.push(seat.participantId, seat.seatToken, seat.epoch);
    for (const secret of secrets) expect(lines.join('')).not.toContain(secret);
  });
});
