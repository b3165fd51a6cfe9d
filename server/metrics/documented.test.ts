import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasRedis, RedisServer } from '../testing/redis-server';
import { startTestServer, type TestServer } from '../testing/test-server';

const manual = readFileSync('docs/MONITORING.md', 'utf8');
const dashboard = readFileSync('deploy/grafana-dashboard.json', 'utf8');

/** Metrics that expressions of the dashboard name, variables included. */
function namesIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:parley|process|nodejs)_[a-z0-9_]+/g))].sort();
}

const isOurs = (name: string) => name.startsWith('parley_');

describe.skipIf(!hasRedis)('the metrics of a node with Redis', () => {
  let redis: RedisServer;
  let server: TestServer;
  /** Metrics as they are declared, and what their series are called. */
  let declared: string[];
  let series: Set<string>;
  beforeAll(async () => {
    redis = await RedisServer.start();
    const token = 'a token for the tests';
    server = await startTestServer({ METRICS_TOKEN: token, REDIS_URL: redis.url });
    const response = await fetch(`${server.origin}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    declared = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name ?? '').sort();
    series = new Set([...text.matchAll(/^([a-z]\w*)/gm)].map(([name]) => name));
  });
  afterAll(async () => {
    await server.close();
    await redis.stop();
  });

  it('are those of docs/MONITORING.md, no more and no fewer', () => {
    const documented = [...manual.matchAll(/^\| `(parley_\w+)` \|/gm)].map(([, name]) => name ?? '');
    expect(documented.sort()).toEqual(declared.filter(isOurs));
  });

  it.each([
    ['the dashboard shows', dashboard, 20],
    ['docs/OPERATIONS.md looks at', readFileSync('docs/OPERATIONS.md', 'utf8'), 5],
  ])('hold everything that %s', (_which, text, atLeast) => {
    const shown = namesIn(text);
    expect(shown.length).toBeGreaterThan(atLeast);
    expect(shown.filter((name) => !series.has(name))).toEqual([]);
  });

  it('are all on the dashboard, as far as they are our own', () => {
    const shown = new Set(namesIn(dashboard).map((name) => name.replace(/_bucket$/, '')));
    expect(declared.filter((name) => isOurs(name) && !shown.has(name))).toEqual([]);
  });
});
