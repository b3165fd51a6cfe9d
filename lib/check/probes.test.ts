import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { relaysOf } from './ice-urls';
import { probeReflexive } from './probe-reflexive';
import { probeRelay } from './probe-relay';
import { type GatheringScript, scriptedConnections } from './testing/scripted-connection';

let clock: FakeClock;
beforeEach(() => {
  clock = createFakeClock();
});

const host = { type: 'host', address: '192.168.1.5', port: 5000 } as const;
const seenAs = (address: string, port: number, base = 5000) =>
  ({ type: 'srflx', address, port, relatedAddress: '192.168.1.5', relatedPort: base, afterMs: 30 }) as const;

async function settle<T>(promise: Promise<T>, afterMs = 20_000): Promise<T> {
  await clock.advanceAsync(afterMs);
  return promise;
}

describe('The look from outside', () => {
  const two = [{ urls: ['stun:a.example.org', 'stun:b.example.org'] }];
  const one = [{ urls: ['stun:a.example.org', 'stun:a.example.org:3479'] }];
  const cases: [string, typeof two, GatheringScript, object][] = [
    [
      'one mapping for two hosts is endpoint-independent',
      two,
      { candidates: [host, seenAs('203.0.113.7', 5000)], completeAfterMs: 100 },
      { mapping: 'endpoint-independent', isAnswered: true, answerMs: 30, addresses: ['203.0.113.7'] },
    ],
    [
      'another port for each server is symmetric',
      two,
      { candidates: [host, seenAs('203.0.113.7', 5000), seenAs('203.0.113.7', 6001)], completeAfterMs: 100 },
      { mapping: 'symmetric', isAnswered: true, addresses: ['203.0.113.7'] },
    ],
    [
      'two ports of our own, each with a mapping, are not symmetric',
      two,
      {
        candidates: [host, seenAs('203.0.113.7', 5000), seenAs('203.0.113.7', 5002, 5002)],
        completeAfterMs: 100,
      },
      { mapping: 'endpoint-independent' },
    ],
    [
      'hidden ports of our own still show a symmetric mapping',
      two,
      {
        candidates: [host, seenAs('203.0.113.7', 5000, 0), seenAs('203.0.113.7', 6001, 0)],
        completeAfterMs: 100,
      },
      { mapping: 'symmetric' },
    ],
    [
      'hidden ports, one for each address family, are not symmetric',
      two,
      {
        candidates: [host, seenAs('203.0.113.7', 5000, 0), seenAs('2001:db8::7', 6001, 0)],
        completeAfterMs: 100,
      },
      { mapping: 'endpoint-independent', hasIpv6: true },
    ],
    [
      'one host only cannot tell',
      one,
      { candidates: [host, seenAs('203.0.113.7', 5000)], completeAfterMs: 100 },
      { mapping: 'one-server', isAnswered: true, hostCount: 1 },
    ],
    [
      'two hosts of which one is silent cannot tell',
      two,
      { candidates: [host, seenAs('203.0.113.7', 5000)] },
      { mapping: 'one-server', isAnswered: true },
    ],
    [
      'two hosts of which one has an error cannot tell',
      two,
      {
        candidates: [host, seenAs('203.0.113.7', 5000)],
        errors: [{ errorCode: 701, url: 'stun:b.example.org' }],
        completeAfterMs: 100,
      },
      { mapping: 'one-server', isAnswered: true },
    ],
    [
      'answers that show nothing new mean that there is no translation',
      two,
      { candidates: [host], completeAfterMs: 100 },
      { mapping: 'none', isAnswered: true, answerMs: null, addresses: [] },
    ],
    [
      'silence means that UDP does not get through',
      two,
      { candidates: [host] },
      { mapping: 'unknown', isAnswered: false },
    ],
    [
      'errors alone mean that UDP does not get through',
      two,
      { candidates: [host], errors: [{ errorCode: 701, url: 'stun:a.example.org' }], completeAfterMs: 9 },
      { mapping: 'unknown', isAnswered: false },
    ],
    [
      'a relay that refuses us over UDP has answered all the same',
      two,
      { candidates: [host], errors: [{ errorCode: 401, url: 'turn:a.example.org' }] },
      { mapping: 'unknown', isAnswered: true },
    ],
    [
      'no network at all answers nothing',
      two,
      { completeAfterMs: 1 },
      { mapping: 'unknown', isAnswered: false },
    ],
    [
      'nobody to ask is no answer',
      [],
      { candidates: [host], completeAfterMs: 1 },
      { mapping: 'unknown', isAnswered: false, hostCount: 0 },
    ],
  ];

  it.each(cases)('%s', async (_, iceServers, script, facts) => {
    const ports = scriptedConnections(clock, () => script);
    expect(await settle(probeReflexive(ports, iceServers))).toMatchObject(facts);
    expect(ports.openCount()).toBe(0);
    expect(clock.pendingCount).toBe(0);
  });

  it('ends with its signal', async () => {
    const abort = new AbortController();
    const ports = scriptedConnections(clock, () => ({}));
    const probing = probeReflexive({ ...ports, signal: abort.signal }, two);
    abort.abort();
    await settle(probing, 0);
    expect(ports.openCount()).toBe(0);
    expect(clock.pendingCount).toBe(0);
  });
});

describe('One relay', () => {
  const [relay] = relaysOf([{ urls: 'turn:turn.example.org', username: 'u', credential: 'c' }]);
  if (!relay) throw new Error('no relay');
  const relayed = { type: 'relay', address: '198.51.100.1', port: 50_000, afterMs: 42 } as const;

  const cases: [string, GatheringScript, object][] = [
    ['works when it gives an address', { candidates: [relayed] }, { isWorking: true, allocationMs: 42 }],
    [
      'refuses when it answers with an error of STUN',
      { errors: [{ errorCode: 401, url: relay.url }], completeAfterMs: 50 },
      { isWorking: false, reason: 'refused' },
    ],
    [
      'is unreachable when the browser gets no connection',
      { errors: [{ errorCode: 701, url: relay.url }], completeAfterMs: 50 },
      { isWorking: false, reason: 'unreachable' },
    ],
    ['is unreachable when it is silent', {}, { isWorking: false, reason: 'unreachable' }],
  ];

  it.each(cases)('%s', async (_, script, outcome) => {
    const configurations: RTCConfiguration[] = [];
    const ports = scriptedConnections(clock, (configuration) => {
      configurations.push(configuration);
      return script;
    });
    expect(await settle(probeRelay(ports, relay))).toMatchObject({ transport: 'udp', ...outcome });
    expect(configurations).toEqual([{ iceServers: [relay.server], iceTransportPolicy: 'relay' }]);
    expect(ports.openCount()).toBe(0);
  });

  it('is unreachable where the browser refuses its URL', async () => {
    const ports = scriptedConnections(clock, () => {
      throw new DOMException('', 'SyntaxError');
    });
    expect(await settle(probeRelay(ports, relay))).toMatchObject({ reason: 'unreachable' });
    expect(clock.pendingCount).toBe(0);
  });
});
