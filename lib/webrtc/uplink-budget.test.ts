import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SendLimit, scaleDownBy, uplinkBudget } from './uplink-budget';

const seed = 20_261_120;
/** What all video together may use, and the least that a picture is worth sending with. */
const uplinkKbps = 3_000;
const leastKbps = { camera: 100, screen: 300 };

const peerCount = fc.integer({ min: 0, max: 32 });

function check(property: fc.IProperty<[number, boolean]>): void {
  fc.assert(property, { seed });
}

describe('uplink budget', () => {
  it('never gives all peers together more video than the uplink carries, unless each has the least', () => {
    check(
      fc.property(peerCount, fc.boolean(), (count, isScreenOn) => {
        const { camera, screen } = uplinkBudget(count, isScreenOn);
        const peers = Math.max(1, count);
        const isAtLeast =
          camera.maxBitrateKbps === leastKbps.camera ||
          (isScreenOn && screen.maxBitrateKbps === leastKbps.screen);
        const sumKbps = peers * (camera.maxBitrateKbps + (isScreenOn ? screen.maxBitrateKbps : 0));
        expect(isAtLeast || sumKbps <= uplinkKbps).toBe(true);
      }),
    );
  });

  it('gives nobody more because somebody else joins', () => {
    check(
      fc.property(peerCount, fc.boolean(), (count, isScreenOn) => {
        const before = uplinkBudget(count, isScreenOn);
        const after = uplinkBudget(count + 1, isScreenOn);
        for (const source of ['camera', 'screen'] as const) {
          for (const limit of ['maxBitrateKbps', 'maxFramerate', 'heightPx'] as const) {
            expect(after[source][limit]).toBeLessThanOrEqual(before[source][limit]);
          }
        }
        expect(after.microphone.maxBitrateKbps).toBeLessThanOrEqual(before.microphone.maxBitrateKbps);
      }),
    );
  });

  it('lets cameras step back while a screen is shared, and never below what is worth sending', () => {
    check(
      fc.property(peerCount, fc.boolean(), (count, isScreenOn) => {
        const { camera, screen } = uplinkBudget(count, isScreenOn);
        const usual = uplinkBudget(count, false).camera;
        expect(camera.maxBitrateKbps).toBeLessThanOrEqual(usual.maxBitrateKbps);
        expect(camera.heightPx).toBeLessThanOrEqual(usual.heightPx);
        expect(camera.maxBitrateKbps).toBeGreaterThanOrEqual(leastKbps.camera);
        expect(screen.maxBitrateKbps).toBeGreaterThanOrEqual(leastKbps.screen);
      }),
    );
  });

  it('keeps sound intelligible for any number of peers', () => {
    check(
      fc.property(peerCount, fc.boolean(), (count, isScreenOn) => {
        expect(uplinkBudget(count, isScreenOn).microphone.maxBitrateKbps).toBeGreaterThanOrEqual(32);
      }),
    );
  });
});

describe('scaling down', () => {
  const limit: SendLimit = { isSent: true, maxBitrateKbps: 500, maxFramerate: 30, heightPx: 360 };

  it('brings a picture to the height of the limit', () => {
    expect(scaleDownBy(720, limit)).toBe(2);
    expect(scaleDownBy(1_080, limit)).toBe(3);
  });

  it('never scales up, and leaves a picture of unknown height alone', () => {
    expect(scaleDownBy(180, limit)).toBe(1);
    expect(scaleDownBy(undefined, limit)).toBe(1);
    expect(scaleDownBy(0, limit)).toBe(1);
  });
});
