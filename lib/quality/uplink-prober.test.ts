import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ParticipantId } from '@/lib/protocol';
import { createFakeClock, type FakeClock } from '@/lib/testing/fake-clock';
import { uplinkBudget } from '@/lib/webrtc/uplink-budget';
import type { OutboundSample } from './judge-uplink';
import { budgetAtLevel, budgetKbps } from './sending-levels';
import { outboundWith } from './test-samples';
import { UplinkProber } from './uplink-prober';

const ada = 'ada' as ParticipantId;
const bo = 'bo' as ParticipantId;
const whole = uplinkBudget(1, false);
const planned = budgetAtLevel(whole, 2, false);
const lookEveryMs = 2_000;

let clock: FakeClock;
let prober: UplinkProber;
let changes: number;

beforeEach(() => {
  clock = createFakeClock(0);
  changes = 0;
  prober = new UplinkProber(clock, () => {
    changes += 1;
  });
});
afterEach(() => prober.close());

const narrow = (parts: Partial<OutboundSample> = {}) =>
  outboundWith({
    availableKbps: 200,
    limitation: 'bandwidth',
    budgetKbps: budgetKbps(planned, false),
    nextBudgetKbps: budgetKbps(budgetAtLevel(whole, 1, false), false),
    ...parts,
  });
const target = (participantId: ParticipantId, parts: Partial<OutboundSample> = {}) => ({
  participantId,
  sample: narrow(parts),
  wantedKbps: budgetKbps(whole, false),
  isReduced: true,
});
const cameraKbpsOf = (participantId: ParticipantId) =>
  prober.shape(participantId, planned, whole).camera.maxBitrateKbps;

/** Looks `count` times, each followed by the time until the next; says after which of them somebody was probed. */
function lookTimes(count: number, parts: Partial<OutboundSample> = {}): number[] {
  const probed: number[] = [];
  for (let look = 0; look < count; look++) {
    const before = changes;
    prober.look([target(ada, parts)]);
    clock.advance(lookEveryMs);
    if (changes > before) probed.push(look);
  }
  return probed;
}

describe('a probe', () => {
  it('sends less than half of what the line bears for a moment, then asks for everything, then is over', () => {
    prober.look([target(ada)]);
    expect(cameraKbpsOf(ada)).toBeLessThan(0.5 * 200);
    expect(cameraKbpsOf(ada)).toBeGreaterThan(30);
    clock.advance(700);
    expect(cameraKbpsOf(ada)).toBe(whole.camera.maxBitrateKbps);
    clock.advance(500);
    expect(prober.shape(ada, planned, whole)).toEqual(planned);
    expect(changes).toBe(3);
  });

  it('leaves sound, the size of pictures, and everybody else alone', () => {
    prober.look([target(ada), target(bo)]);
    const { microphone, camera } = prober.shape(ada, planned, whole);
    expect(microphone).toEqual(planned.microphone);
    expect(camera).toMatchObject({
      heightPx: planned.camera.heightPx,
      maxFramerate: planned.camera.maxFramerate,
    });
    expect(prober.shape(bo, planned, whole)).toEqual(planned);
  });

  it('is never run of two at once, and each gets a turn', () => {
    const turns: ParticipantId[] = [];
    for (let look = 0; look < 4; look++) {
      prober.look([
        target(ada, { availableKbps: 200 * 1.25 ** look }),
        target(bo, { availableKbps: 200 * 1.25 ** look }),
      ]);
      turns.push(...[ada, bo].filter((each) => cameraKbpsOf(each) !== planned.camera.maxBitrateKbps));
      clock.advance(lookEveryMs);
    }
    expect(turns).toEqual([ada, bo, ada, bo]);
  });
});

describe('when to probe', () => {
  it.each<[what: string, parts: Partial<OutboundSample>]>([
    ['packets wait in a queue', { rttMs: 400 }],
    ['many packets are lost', { lossShare: 0.1 }],
    ['all that is wanted fits', { availableKbps: 5_000 }],
    ['nobody knows what the line bears', { availableKbps: null }],
  ])('not while %s', (_, parts) => {
    expect(lookTimes(10, parts)).toEqual([]);
  });

  it('not while nothing is held back', () => {
    prober.look([{ ...target(ada, { limitation: 'none' }), isReduced: false }]);
    expect(changes).toBe(0);
  });

  it('again at once while the line turns out wider each time, less often where it does not', () => {
    const kbps = [200, 420, 900, 900, 900, 900, 900];
    const probed = kbps.filter((availableKbps) => lookTimes(1, { availableKbps }).length > 0);
    expect(probed).toEqual([200, 420, 900, 900, 900]);
    const rest = lookTimes(60, { availableKbps: 900 });
    expect(rest.length).toBeLessThan(25);
    expect(rest.at(-1)).toBeGreaterThan(50);
    expect((rest.at(-1) ?? 0) - (rest.at(-2) ?? 0)).toBe(4);
  });

  it('afresh after somebody was forgotten', () => {
    lookTimes(30);
    prober.forget(ada);
    expect(lookTimes(1)).toEqual([0]);
  });

  it('never once closed', () => {
    prober.look([target(ada)]);
    prober.close();
    const before = changes;
    clock.advance(lookEveryMs);
    expect(changes).toBe(before);
    expect(prober.shape(ada, planned, whole)).toEqual(planned);
  });
});
