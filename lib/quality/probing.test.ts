import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ParticipantId } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';
import { CallQuality } from './call-quality';
import { FakeConnection } from './test-connection';
import { FakePage } from './test-page';

const ada = 'ada' as ParticipantId;
const budget = uplinkBudget(1, false);
const wholeKbps = budget.camera.maxBitrateKbps;

let clock: FakeClock;
let connection: FakeConnection;
let quality: CallQuality;
/** What the camera's picture may take, each time that the senders are told. */
let told: number[];

beforeEach(() => {
  clock = createFakeClock(0);
  connection = new FakeConnection(ada);
  told = [];
  quality = new CallQuality({
    connections: () => [connection],
    budget: () => budget,
    isScreenOn: () => false,
    say: () => true,
    onPlan: () => told.push(quality.plan(ada, budget).camera.maxBitrateKbps),
    recover: () => undefined,
    page: new FakePage(),
    clock,
    logger: silentLogger,
  });
});
afterEach(() => quality.close());

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) await clock.advanceAsync(1_000);
}

it('tries a line that is too narrow: less for a moment, then everything, then what was planned', async () => {
  connection.line = { availableKbps: 200, limitation: 'bandwidth' };
  await pass(60);
  const plannedKbps = quality.plan(ada, budget).camera.maxBitrateKbps;
  expect(plannedKbps).toBeLessThan(wholeKbps);
  const [restKbps, ...after] = told.slice(-3);
  expect(restKbps).toBeLessThan(0.5 * 200);
  expect(after).toEqual([wholeKbps, plannedKbps]);
});

it('sends everything as soon as the line turns out to be wide again, and tries it no more', async () => {
  connection.line = { availableKbps: 200, limitation: 'bandwidth' };
  await pass(60);
  connection.line = { availableKbps: 5_000, limitation: 'none' };
  await pass(10);
  expect(quality.plan(ada, budget)).toEqual(budget);
  told = [];
  await pass(60);
  expect(told).toEqual([]);
});
