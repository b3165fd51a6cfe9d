import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantId, PictureMessage } from '@/lib/protocol';
import { silentLogger } from '@/lib/store/logger';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';
import { CallQuality, type QualityConnection } from './call-quality';
import { lowestSendingLevel } from './sending-levels';
import { FakeConnection } from './test-connection';
import { FakePage } from './test-page';

const ada = 'ada' as ParticipantId;
const bo = 'bo' as ParticipantId;
const budget = uplinkBudget(1, false);

let clock: FakeClock;
let connections: FakeConnection[];
let said: { to: ParticipantId; message: PictureMessage }[];
let canSay: boolean;
let planCount: number;
let page: FakePage;
let isScreenOn: boolean;
let quality: CallQuality;

beforeEach(() => {
  clock = createFakeClock(0);
  connections = [new FakeConnection(ada)];
  said = [];
  canSay = true;
  planCount = 0;
  page = new FakePage();
  isScreenOn = false;
  quality = new CallQuality({
    connections: (): readonly QualityConnection[] => connections,
    budget: () => budget,
    isScreenOn: () => isScreenOn,
    say: (to, message) => {
      if (canSay) said.push({ to, message });
      return canSay;
    },
    onPlan: () => {
      planCount += 1;
    },
    recover: () => undefined,
    page,
    clock,
    logger: silentLogger,
  });
});
afterEach(() => quality.close());

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) await clock.advanceAsync(1_000);
}
const wishesTo = (participantId: ParticipantId) =>
  said.flatMap(({ to, message }) =>
    to === participantId && message.kind === 'wish' ? [message.content] : [],
  );
const sendingTo = (participantId: ParticipantId) =>
  said.flatMap(({ to, message }) =>
    to === participantId && message.kind === 'sending' ? [message.content.camera] : [],
  );
const qualityOf = (participantId: ParticipantId) => quality.state.getSnapshot().peers.get(participantId);

describe('looking at connections', () => {
  it('asks each for its statistics once in two seconds', async () => {
    await pass(10);
    expect(connections[0]?.readCount).toBe(5);
  });

  it('rests while the page is hidden, unless a screen is shared from behind it', async () => {
    page.hide(true);
    await pass(10);
    expect(connections[0]?.readCount).toBe(0);
    isScreenOn = true;
    await pass(10);
    expect(connections[0]?.readCount).toBe(5);
  });

  it('ends with the call', async () => {
    quality.close();
    await pass(10);
    expect(connections[0]?.readCount).toBe(0);
    expect(page.isWatched).toBe(false);
  });

  it('tells the figures of the last interval, and the data used so far', async () => {
    await pass(6);
    expect(qualityOf(ada)?.sample).toMatchObject({ rttMs: 50, pictures: { camera: { decodedFps: 30 } } });
    expect(quality.state.getSnapshot().dataUsed).toEqual({ sentBytes: 3_000, receivedBytes: 1_500 });
  });

  it('goes on counting data when another connection takes over', async () => {
    await pass(4);
    connections = [Object.assign(new FakeConnection(ada), { connectionId: 'second' })];
    await pass(2);
    expect(quality.state.getSnapshot().dataUsed).toEqual({ sentBytes: 3_000, receivedBytes: 1_500 });
  });

  it('goes on counting data when the connection takes another path, and the former one again', async () => {
    const [connection] = connections;
    for (const id of ['CP', 'CP2', 'CP']) {
      if (connection) connection.path = { id, rttMs: 40 };
      await pass(4);
    }
    expect(quality.state.getSnapshot().dataUsed).toEqual({ sentBytes: 6_000, receivedBytes: 3_000 });
  });

  it('says nothing of a connection in its first eight seconds', async () => {
    const [connection] = connections;
    if (connection) connection.lostOfHundred = 30;
    await pass(8);
    expect(qualityOf(ada)?.rating.level).toBe('good');
    await pass(4);
    expect(qualityOf(ada)?.rating).toEqual({ level: 'poor', cause: 'loss' });
  });

  it('takes a picture that stopped for broken, unless it was paused or is not to be seen', async () => {
    const [connection] = connections;
    if (connection) connection.frames = 0;
    await pass(14);
    expect(qualityOf(ada)?.rating).toEqual({ level: 'poor', cause: 'freeze' });
    quality.receive(ada, { kind: 'sending', content: { version: 1, camera: 'paused' } });
    await pass(14);
    expect(qualityOf(ada)).toMatchObject({ theirCamera: 'paused', rating: { level: 'fair' } });
  });

  it('forgets those who are gone, and survives one that can not be read', async () => {
    await pass(4);
    const broken = Object.assign(new FakeConnection(bo), {
      getStats: () => Promise.reject(new Error('closed')),
    });
    connections = [broken];
    await pass(4);
    expect([...quality.state.getSnapshot().peers.keys()]).toEqual([bo]);
    await pass(4);
    expect(quality.state.getSnapshot().dataUsed.sentBytes).toBe(2_000);
  });
});

it('goes on looking at the others while one connection never gives its figures', async () => {
  const stuck = Object.assign(new FakeConnection(bo), {
    getStats: () => new Promise<never>(() => undefined),
  });
  connections.push(stuck);
  await pass(10);
  expect(qualityOf(ada)?.sample).not.toBeNull();
  expect(qualityOf(bo)?.sample).toBeNull();
  await pass(10);
  expect(connections[0]?.readCount).toBeGreaterThan(5);
});

describe('sending what the line can take', () => {
  it('sends less and less on a starved line, tells the other side, and everything again later', async () => {
    const [connection] = connections;
    if (connection) connection.lostOfHundred = 40;
    expect(quality.plan(ada, budget)).toEqual(budget);
    await pass(12);
    expect(quality.plan(ada, budget).camera.heightPx).toBeLessThan(budget.camera.heightPx);
    expect(planCount).toBeGreaterThan(0);
    expect(sendingTo(ada)).toEqual(['reduced']);
    await pass(4 * lowestSendingLevel);
    expect(quality.plan(ada, budget)).toMatchObject({
      microphone: budget.microphone,
      camera: { isSent: false },
      screen: { isSent: true },
    });
    expect(sendingTo(ada)).toEqual(['reduced', 'paused']);
    if (connection) connection.lostOfHundred = 0;
    await pass(120);
    expect(quality.plan(ada, budget)).toEqual(budget);
    expect(sendingTo(ada)).toEqual(['reduced', 'paused', 'reduced', 'full']);
  });

  it('does not take a longer path for a queue', async () => {
    await pass(12);
    const [connection] = connections;
    if (connection) connection.path = { id: 'CP2', rttMs: 900 };
    await pass(30);
    expect(qualityOf(ada)?.sample?.rttMs).toBe(900);
    expect(quality.plan(ada, budget)).toEqual(budget);
  });

  it('tells somebody who comes later, and a channel that opens anew, where it stands (Q3)', async () => {
    const [connection] = connections;
    if (connection) connection.lostOfHundred = 40;
    await pass(12 + 4 * lowestSendingLevel);
    connections.push(new FakeConnection(bo));
    quality.onReachable(bo);
    expect(sendingTo(bo)).toEqual(['paused']);
    expect(quality.plan(bo, budget).camera.isSent).toBe(false);
    canSay = false;
    if (connection) connection.lostOfHundred = 0;
    await pass(120);
    canSay = true;
    quality.onReachable(ada);
    expect(sendingTo(ada).at(-1)).toBe('full');
  });

  it('does not believe what a former life of somebody said', () => {
    quality.receive(ada, { kind: 'sending', content: { version: 1, camera: 'paused' } });
    quality.receive(ada, {
      kind: 'wish',
      content: { version: 1, camera: 'none', screen: 'none', isDataLow: false },
    });
    expect(qualityOf(ada)?.theirCamera).toBe('paused');
    quality.forget(ada);
    expect(qualityOf(ada)?.theirCamera ?? 'full').toBe('full');
    expect(quality.plan(ada, budget)).toEqual(budget);
  });

  it('takes the camera from the worse connection first', async () => {
    const [first] = connections;
    const second = new FakeConnection(bo);
    connections.push(second);
    if (first) first.lostOfHundred = 50;
    second.lostOfHundred = 20;
    await pass(8 + 4 * (lowestSendingLevel - 1) + 2);
    expect(quality.plan(ada, budget).camera.isSent).toBe(false);
    expect(quality.plan(bo, budget).camera.isSent).toBe(true);
  });

  it('sends what the other side shows, and no more', () => {
    quality.receive(ada, {
      kind: 'wish',
      content: { version: 1, camera: 'none', screen: 'small', isDataLow: false },
    });
    expect(planCount).toBe(1);
    expect(quality.plan(ada, budget).camera.isSent).toBe(false);
    expect(quality.plan(ada, budget).screen.heightPx).toBeLessThan(budget.screen.heightPx);
    expect(quality.plan(bo, budget)).toEqual(budget);
  });
});

describe('telling the others what is shown here', () => {
  const shown = (camera: 'none' | 'small' | 'large') =>
    new Map([[ada, { camera, screen: 'large' as const }]]);

  it('says it at once, and only when it changes', () => {
    quality.setShown(shown('small'));
    quality.setShown(shown('small'));
    quality.setShown(shown('large'));
    expect(wishesTo(ada).map(({ camera }) => camera)).toEqual(['large', 'small', 'large']);
  });

  it('asks for no camera and a small screen behind a hidden page, and for all of it again after', () => {
    page.hide(true);
    expect(wishesTo(ada).at(-1)).toMatchObject({ camera: 'none', screen: 'small' });
    page.hide(false);
    expect(wishesTo(ada).at(-1)).toMatchObject({ camera: 'large', screen: 'large' });
  });

  it('says it when the other side can be reached, whatever was said into the void', () => {
    canSay = false;
    quality.setShown(shown('none'));
    canSay = true;
    quality.onReachable(ada);
    quality.onReachable(ada);
    expect(
      wishesTo(ada)
        .slice(-2)
        .map(({ camera }) => camera),
    ).toEqual(['none', 'none']);
  });
});

describe('low data', () => {
  it('sends the least, asks the others for the same, and ends as it began', () => {
    quality.setDataLow(true);
    expect(quality.state.getSnapshot().isDataLow).toBe(true);
    expect(quality.plan(ada, budget).camera.maxBitrateKbps).toBeLessThan(100);
    expect(wishesTo(ada).at(-1)?.isDataLow).toBe(true);
    quality.setDataLow(false);
    expect(quality.plan(ada, budget)).toEqual(budget);
    expect(wishesTo(ada).at(-1)?.isDataLow).toBe(false);
  });

  it('is proposed when the line stays poor, and not again after it was declined', async () => {
    const [connection] = connections;
    if (connection) connection.lostOfHundred = 40;
    await pass(20);
    expect(quality.state.getSnapshot().isLowDataProposed).toBe(false);
    await pass(10);
    expect(quality.state.getSnapshot().isLowDataProposed).toBe(true);
    quality.declineLowData();
    await pass(60);
    expect(quality.state.getSnapshot().isLowDataProposed).toBe(false);
  });
});
