import { describe, expect, it } from 'vitest';
import { readEnv } from '../env/env';
import type { LogEvent } from '../log-events';
import { createLogger, type Logger } from '../logger';
import { FakeClock } from '../testing/fake-clock';
import { account, startFakeTurnServer } from '../testing/fake-turn-server';
import { startTestServer } from '../testing/test-server';
import { createIceConfig } from './ice-config';
import { IceSelfTest, selfTestPauseMs, selfTestRetryMs } from './ice-self-test';
import type { IceTestResult, testIceServer } from './test-ice-server';

const variables = {
  STUN_URLS: 'stun:stun.example.org',
  TURN_URLS: 'turn:a.example.org,turns:b.example.org:443?transport=tcp',
  TURN_SECRET: 'hush',
};
const turnUrls = variables.TURN_URLS.split(',');

/** Everything that only waits for promises has happened. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

function arrange() {
  const env = readEnv(variables);
  if (!env.ok) throw new Error(env.message);
  const clock = new FakeClock();
  const lines: string[] = [];
  const note = (level: string) => (event: LogEvent, fields?: object) => {
    lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
  };
  const logger: Logger = {
    ...createLogger('silent'),
    info: note('info'),
    warn: note('warn'),
    error: note('error'),
  };
  const outcomes = new Map<string, 'ok' | 'forbidden'>();
  const tested: { url: string; username: string | undefined }[] = [];
  const testServer: typeof testIceServer = async (url, credentials): Promise<IceTestResult> => {
    tested.push({ url, username: credentials?.username });
    const error = outcomes.get(url) ?? 'ok';
    const about = { url, transport: 'udp', ms: 7 } as const;
    return error === 'ok' ? { ...about, state: 'ok' } : { ...about, state: 'failed', error };
  };
  const iceConfigFor = createIceConfig(env.value, () => 0);
  const selfTest = new IceSelfTest({ iceConfigFor, clock, logger, testServer });
  return { selfTest, clock, lines, outcomes, tested };
}

describe('IceSelfTest', () => {
  it('lists every server as untested before the first round', () => {
    const { stun, turn } = arrange().selfTest.report;
    expect(stun).toEqual([{ url: variables.STUN_URLS, transport: 'udp', state: 'untested' }]);
    expect(turn).toEqual([
      { url: turnUrls[0], transport: 'udp', state: 'untested' },
      { url: turnUrls[1], transport: 'tls', state: 'untested' },
    ]);
  });

  it('tries each with credentials like those of a participant, and reports none of them', async () => {
    const { selfTest, lines, tested, outcomes } = arrange();
    outcomes.set(String(turnUrls[1]), 'forbidden');
    selfTest.start();
    await settle();
    expect(tested.map(({ username }) => username)).toEqual([undefined, '43200:self-test', '43200:self-test']);
    expect(selfTest.report.turn).toEqual([
      { url: turnUrls[0], transport: 'udp', state: 'ok', ms: 7 },
      { url: turnUrls[1], transport: 'udp', state: 'failed', ms: 7, error: 'forbidden' },
    ]);
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['info', 'info', 'warn']);
    expect(JSON.stringify([selfTest.report, lines])).not.toMatch(/43200|credential|hush/);
  });

  it('tries again round after round, and logs only what has changed', async () => {
    const { selfTest, clock, lines, outcomes, tested } = arrange();
    selfTest.start();
    await settle();
    const linesAfter = [lines.length];
    for (const outcome of ['forbidden', 'forbidden', 'ok'] as const) {
      outcomes.set(String(turnUrls[0]), outcome);
      clock.advance(selfTestPauseMs);
      await settle();
      linesAfter.push(lines.length);
    }
    expect(tested).toHaveLength(4 * 3);
    expect(linesAfter).toEqual([3, 4, 4, 5]);
  });

  it('tries again sooner while one fails', async () => {
    const { selfTest, clock, outcomes, tested } = arrange();
    outcomes.set(String(turnUrls[0]), 'forbidden');
    selfTest.start();
    await settle();
    outcomes.clear();
    clock.advance(selfTestRetryMs);
    await settle();
    expect(tested).toHaveLength(2 * 3);
    clock.advance(selfTestRetryMs);
    await settle();
    expect(tested).toHaveLength(2 * 3);
  });

  it('ends with stop: no round follows', async () => {
    const { selfTest, clock, tested } = arrange();
    selfTest.start();
    await settle();
    selfTest.stop();
    clock.advance(selfTestPauseMs);
    await settle();
    expect(tested).toHaveLength(3);
  });
});

describe('/readyz', () => {
  const read = async (origin: string) => {
    const response = await fetch(`${origin}/readyz`);
    return { status: response.status, body: await response.json() };
  };

  it('tells how the TURN servers do, and stays ready when one fails', async () => {
    const good = await startFakeTurnServer();
    const server = await startTestServer({
      TURN_URLS: `${good.url},turn:127.0.0.1:9`,
      TURN_USERNAME: account.username,
      TURN_CREDENTIAL: account.credential,
    });
    await expect
      .poll(() => read(server.origin))
      .toMatchObject({
        status: 200,
        body: {
          status: 'ready',
          turn: [
            { url: good.url, transport: 'udp', state: 'ok', ms: expect.any(Number) },
            { url: 'turn:127.0.0.1:9', transport: 'udp', state: 'failed', error: 'unreachable' },
          ],
          stun: [],
        },
      });
    await server.close();
    good.close();
  });

  it('says untested where ICE_SELF_TEST is off', async () => {
    const asked = await startFakeTurnServer();
    const server = await startTestServer({
      TURN_URLS: asked.url,
      TURN_SECRET: 'hush',
      ICE_SELF_TEST: 'off',
    });
    expect((await read(server.origin)).body).toMatchObject({
      turn: [{ url: asked.url, transport: 'udp', state: 'untested' }],
    });
    await server.close();
    asked.close();
  });
});
