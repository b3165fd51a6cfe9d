import { beforeEach, describe, expect, it } from 'vitest';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { measureChannel } from './measure-channel';
import { createFakeLine, type FakeLineEnd } from './testing/fake-data-line';

let clock: FakeClock;
let near: FakeLineEnd;
let far: FakeLineEnd;
const ports = () => ({ clock, createPeerConnection: () => expect.unreachable() });

function connect(delayMs: number, rateKbps: number): void {
  clock = createFakeClock();
  ({ near, far } = createFakeLine({ clock, delayMs, rateKbps }));
  near.readyState = 'open';
  far.readyState = 'open';
}

beforeEach(() => connect(20, 2_000));

describe('Measuring a channel', () => {
  it('finds the round trip and what gets through', async () => {
    const measured = measureChannel(ports(), near, far);
    await clock.advanceAsync(10_000);
    const facts = await measured;
    expect(facts?.roundTripMs).toBeCloseTo(40, 0);
    expect(facts?.throughputKbps).toBeGreaterThan(1_900);
    expect(facts?.throughputKbps).toBeLessThanOrEqual(2_000);
    expect(clock.pendingCount).toBe(0);
  });

  it('ends as soon as enough has come: a fast line is not filled for longer', async () => {
    connect(5, 400_000);
    const measured = measureChannel(ports(), near, far);
    await clock.advanceAsync(1_000);
    expect((await measured)?.throughputKbps).toBeGreaterThan(100_000);
    expect(near.sentBytes).toBeLessThan(10_000_000);
  });

  it('finds nothing where nothing comes back', async () => {
    far.other = null;
    const measured = measureChannel(ports(), near, far);
    await clock.advanceAsync(3_000);
    expect(await measured).toBeNull();
  });

  it('sends nothing more into a channel that is closing, whatever event still comes', async () => {
    const measured = measureChannel(ports(), near, far);
    await clock.advanceAsync(1_000);
    near.readyState = 'closing';
    const { sentBytes } = near;
    near.onbufferedamountlow?.(new Event('low'));
    near.onclose?.();
    expect((await measured)?.throughputKbps).toBeGreaterThan(0);
    await clock.advanceAsync(5_000);
    expect(near.sentBytes).toBe(sentBytes);
  });

  it('answers nothing from an end that is closing', async () => {
    const measured = measureChannel(ports(), near, far);
    far.readyState = 'closing';
    await clock.advanceAsync(3_000);
    expect(await measured).toBeNull();
  });
});
