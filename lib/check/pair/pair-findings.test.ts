import { describe, expect, it } from 'vitest';
import { messages } from '@/lib/errors/messages';
import { pairFinding, pairVerdict } from './pair-findings';
import type { PairRow } from './pair-run';
import type { WayState } from './way-session';

const ice = { iceServers: [], iceTransportPolicy: 'all', ttlS: null } as const;
const connected: WayState = { status: 'connected', afterMs: 120 };
const row = (id: string, transport: PairRow['way']['transport'], state: WayState): PairRow => ({
  way: { id, transport, host: null, ice: { ...ice, iceServers: [] } },
  state,
});
const direct = (state: WayState) => row('direct', null, state);
const udp = (state: WayState) => row('turn:t', 'udp', state);
const tls = (state: WayState) => row('turns:t', 'tls', state);
const failed: WayState = { status: 'failed' };
const missing: WayState = { status: 'missing' };

describe('What all ways between two come to', () => {
  it.each([
    ['nothing while one is being tried', [direct(connected), udp({ status: 'connecting' })], null],
    ['nothing while one side is alone', [direct({ status: 'alone' })], null],
    ['a call, when the direct way works', [direct(connected), udp(connected)], 'works'],
    ['a call, when it works and there is no relay', [direct(connected)], 'works'],
    [
      'a relayed call, when only a relay works',
      [direct(failed), udp(failed), tls(connected)],
      'works-relayed',
    ],
    ['a relayed call, when one side hides its address', [direct(missing), udp(connected)], 'works-relayed'],
    ['no call, when nothing works', [direct(failed), udp(failed)], 'blocked'],
    ['no call, when nothing works and there is no relay', [direct(failed)], 'blocked'],
  ] as const)('is %s', (_, rows, outcome) => {
    expect(pairVerdict(rows)?.outcome ?? null).toBe(outcome);
  });

  it('blames no network for what the server refuses', () => {
    const refused: WayState = { status: 'refused', code: 'server-draining' };
    expect(pairVerdict([direct(failed), udp(refused)])).toEqual({
      outcome: 'blocked',
      title: messages['server-draining'].title,
      advice: [messages['server-draining'].action],
    });
    expect(pairVerdict([direct(refused), udp(connected)])?.outcome).toBe('works-relayed');
  });

  it('says what to do when nothing works', () => {
    expect(pairVerdict([direct(failed)])?.advice.join(' ')).toMatch(/another network.*TURN_URLS/);
  });
});

describe('The finding for one way', () => {
  it.each([
    [direct(connected), 'passed', '120 ms'],
    [direct(failed), 'warning', null],
    [udp(failed), 'failed', null],
    [udp({ status: 'alone' }), 'waiting', null],
    [udp({ status: 'connecting' }), 'running', null],
    [udp(missing), 'skipped', null],
    [udp({ status: 'refused', code: 'room-full' }), 'failed', null],
  ] as const)('%o', (of, state, figure) => {
    expect(pairFinding(of)).toMatchObject({ state, figure });
  });
});
