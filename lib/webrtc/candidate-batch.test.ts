import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { CandidateBatch } from './candidate-batch';
import type { SessionCandidates } from './negotiator';

let clock: FakeClock;
let sent: SessionCandidates[];
let batch: CandidateBatch;

beforeEach(() => {
  clock = createFakeClock(0);
  sent = [];
  batch = new CandidateBatch(clock, (message) => sent.push(message));
});

function add(...candidates: string[]): void {
  for (const candidate of candidates) {
    const fields = { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'ufrag' };
    batch.add(fields as RTCIceCandidate);
  }
}

const sentCandidates = () => sent.map(({ candidates }) => candidates.map(({ candidate }) => candidate));

describe('candidate batch', () => {
  it('sends what is gathered within 40 ms in one message, in order, the end of candidates included', () => {
    batch.release();
    add('a');
    clock.advance(20);
    add('b', '');
    expect(sent).toEqual([]);
    clock.advance(20);
    expect(sentCandidates()).toEqual([['a', 'b', '']]);
    add('c');
    clock.advance(40);
    expect(sentCandidates()).toEqual([['a', 'b', ''], ['c']]);
  });

  it('carries what the other side needs to place a candidate, and nothing else', () => {
    batch.release();
    batch.add({
      candidate: 'a',
      sdpMid: null,
      sdpMLineIndex: 2,
      usernameFragment: null,
      address: '192.0.2.1',
    } as RTCIceCandidate);
    clock.advance(40);
    expect(sent).toEqual([
      { candidates: [{ candidate: 'a', sdpMid: null, sdpMLineIndex: 2, usernameFragment: null }] },
    ]);
  });

  it('holds everything until it is released', () => {
    add('a');
    clock.advance(60_000);
    add('b');
    expect(sent).toEqual([]);
    batch.release();
    clock.advance(40);
    expect(sentCandidates()).toEqual([['a', 'b']]);
  });

  it('sends nothing when there is nothing', () => {
    batch.release();
    clock.advance(60_000);
    expect(sent).toEqual([]);
    expect(clock.pendingCount).toBe(0);
  });

  it('forgets what waits when cleared, and goes on with what comes afterwards', () => {
    batch.release();
    add('a');
    batch.clear();
    expect(clock.pendingCount).toBe(0);
    add('b');
    clock.advance(40);
    expect(sentCandidates()).toEqual([['b']]);
  });

  it('splits a flood into messages that the schema takes', () => {
    batch.release();
    const flood = Array.from({ length: 120 }, (_, i) => `candidate-${i}`);
    add(...flood);
    clock.advance(40);
    expect(sentCandidates().map(({ length }) => length)).toEqual([40, 40, 40]);
    expect(sentCandidates().flat()).toEqual(flood);
  });
});
