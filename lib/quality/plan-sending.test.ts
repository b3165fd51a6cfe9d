import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ShownSize } from '@/lib/protocol';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';
import { openWish, planSending, type SendingConditions } from './plan-sending';
import { budgetAtLevel, budgetKbps, lowestLevelWithAllCameras, lowestSendingLevel } from './sending-levels';

const seed = 20_261_121;
const limits = ['maxBitrateKbps', 'maxFramerate', 'heightPx'] as const;
const shown = fc.constantFrom<ShownSize>('none', 'small', 'large');
const budgets = fc
  .tuple(fc.integer({ min: 0, max: 32 }), fc.boolean())
  .map(([peers, isScreenOn]) => uplinkBudget(peers, isScreenOn));
const conditions: fc.Arbitrary<SendingConditions> = fc.record({
  level: fc.integer({ min: 0, max: lowestSendingLevel }),
  isWorse: fc.boolean(),
  wish: fc.record({
    version: fc.constant(1),
    camera: shown,
    screen: shown,
    isDataLow: fc.boolean(),
  }),
  isDataLow: fc.boolean(),
});
const fine: SendingConditions = { level: 0, isWorse: false, wish: openWish, isDataLow: false };
const pair = uplinkBudget(1, false);

describe('the plan for one peer', () => {
  it('is the budget itself while all is well', () => {
    expect(planSending(pair, fine)).toEqual(pair);
  });

  it('never touches sound', () => {
    fc.assert(
      fc.property(budgets, conditions, (budget, condition) => {
        expect(planSending(budget, condition).microphone).toEqual(budget.microphone);
      }),
      { seed },
    );
  });

  it('never gives more than the budget', () => {
    fc.assert(
      fc.property(budgets, conditions, (budget, condition) => {
        const plan = planSending(budget, condition);
        for (const source of ['camera', 'screen'] as const) {
          for (const limit of limits) {
            expect(plan[source][limit]).toBeLessThanOrEqual(budget[source][limit]);
          }
        }
      }),
      { seed },
    );
  });

  it('gives nobody more at a lower level', () => {
    fc.assert(
      fc.property(budgets, conditions, (budget, condition) => {
        const above = planSending(budget, condition);
        const below = planSending(budget, { ...condition, level: condition.level + 1 });
        expect(budgetKbps(below, true)).toBeLessThanOrEqual(budgetKbps(above, true));
        if (!above.camera.isSent) expect(below.camera.isSent).toBe(false);
      }),
      { seed },
    );
  });

  it('never stops a screen that somebody looks at', () => {
    fc.assert(
      fc.property(budgets, conditions, (budget, condition) => {
        expect(planSending(budget, condition).screen.isSent).toBe(condition.wish.screen !== 'none');
      }),
      { seed },
    );
  });

  it('sends no picture that nobody shows, and a small one to whom it is small', () => {
    const hidden = planSending(pair, { ...fine, wish: { ...openWish, camera: 'none' } });
    expect(hidden.camera.isSent).toBe(false);
    expect(hidden.screen.isSent).toBe(true);
    const small = planSending(pair, { ...fine, wish: { ...openWish, camera: 'small' } });
    expect(small.camera).toMatchObject({ isSent: true, heightPx: 180 });
  });

  it('sends the least picture while either side has little data', () => {
    const ours = planSending(pair, { ...fine, isDataLow: true });
    const theirs = planSending(pair, { ...fine, wish: { ...openWish, isDataLow: true } });
    expect(ours).toEqual(theirs);
    expect(ours.camera).toMatchObject({ isSent: true, maxBitrateKbps: 80, maxFramerate: 8, heightPx: 144 });
  });
});

describe('sending levels', () => {
  it('make pictures smaller before they take frames away, and take cameras away last', () => {
    const cameras = Array.from(
      { length: lowestSendingLevel + 1 },
      (_, level) => budgetAtLevel(pair, level, false).camera,
    );
    expect(cameras.map(({ heightPx }) => heightPx)).toEqual([720, 360, 180, 180, 180, 180]);
    expect(cameras.map(({ maxFramerate }) => maxFramerate)).toEqual([30, 30, 24, 10, 8, 8]);
    expect(cameras.map(({ isSent }) => isSent)).toEqual([true, true, true, true, true, false]);
  });

  it('take the camera away from the worse half first', () => {
    const level = lowestLevelWithAllCameras + 1;
    expect(budgetAtLevel(pair, level, true).camera.isSent).toBe(false);
    expect(budgetAtLevel(pair, level, false).camera.isSent).toBe(true);
  });

  it('fit sound and a small picture into 250 kbit/s while all cameras are sent', () => {
    expect(budgetKbps(budgetAtLevel(pair, lowestLevelWithAllCameras, false), false)).toBeLessThan(250);
  });
});
