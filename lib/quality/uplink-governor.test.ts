import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeOutbound, judgeUplink, type OutboundSample, type UplinkVerdict } from './judge-uplink';
import { lowestLevelWithAllCameras, lowestSendingLevel } from './sending-levels';
import { outboundWith } from './test-samples';
import { type GovernorState, governorStart, governUplink } from './uplink-governor';

const seed = 20_261_121;
const verdicts: readonly UplinkVerdict[] = ['starved', 'narrow', 'busy', 'steady', 'good', 'wide'];
const anyVerdicts = fc.array(fc.constantFrom(...verdicts), { maxLength: 300 });
const isBad = (verdict: UplinkVerdict | undefined) =>
  verdict === 'starved' || verdict === 'narrow' || verdict === 'busy';

function run(list: readonly UplinkVerdict[], from = governorStart): GovernorState[] {
  let state = from;
  return list.map((verdict) => {
    state = governUplink(state, verdict);
    return state;
  });
}
const levelsOf = (list: readonly UplinkVerdict[]) => run(list).map(({ level }) => level);
const times = (count: number, verdict: UplinkVerdict): UplinkVerdict[] => Array(count).fill(verdict);

const table: readonly [what: string, parts: Partial<OutboundSample>, expected: UplinkVerdict][] = [
  ['a wide line', {}, 'wide'],
  ['room for more, perhaps', { availableKbps: 1_500 }, 'good'],
  ['five per cent lost', { lossShare: 0.05 }, 'wide'],
  ['ten per cent lost', { lossShare: 0.1 }, 'steady'],
  ['a fifth lost', { lossShare: 0.2 }, 'starved'],
  ['a long way without a queue', { rttMs: 900, baseRttMs: 880 }, 'wide'],
  ['a queue that grows', { rttMs: 400 }, 'steady'],
  ['a queue of a second', { rttMs: 1_040 }, 'starved'],
  ['pictures too large for the line', { limitation: 'bandwidth', availableKbps: 250 }, 'narrow'],
  ['pictures that just fit', { limitation: 'bandwidth', availableKbps: 500 }, 'steady'],
  ['room for the next level', { limitation: 'bandwidth', availableKbps: 1_000 }, 'good'],
  ['little line, and nothing held back', { availableKbps: 100 }, 'good'],
  ['a busy processor', { limitation: 'cpu' }, 'busy'],
  ['nothing known', { rttMs: null, baseRttMs: null, availableKbps: null }, 'good'],
];

describe('judging the uplink', () => {
  it.each(table)('%s', (_, parts, expected) => {
    expect(judgeOutbound(outboundWith(parts))).toBe(expected);
  });

  it('believes most of the peers: one of three in trouble has a bad line of its own', () => {
    const starved = outboundWith({ lossShare: 0.3 });
    const narrow = outboundWith({ limitation: 'bandwidth', availableKbps: 100 });
    const fine = outboundWith();
    const roomy = outboundWith({ availableKbps: 1_500 });
    expect(judgeUplink([starved, fine, fine])).toBe('wide');
    expect(judgeUplink([starved, roomy, fine])).toBe('good');
    expect(judgeUplink([starved, starved, fine])).toBe('starved');
    expect(judgeUplink([starved, narrow, fine])).toBe('narrow');
    expect(judgeUplink([starved, fine])).toBe('steady');
    expect(judgeUplink([])).toBe('steady');
  });
});

describe('the governor', () => {
  it('goes down within two bad samples, and not for one', () => {
    expect(levelsOf(['starved', 'good', 'starved', 'steady', 'starved'])).toEqual([0, 0, 0, 0, 0]);
    expect(levelsOf(['starved', 'starved'])).toEqual([0, 1]);
  });

  it('turns cameras off only when sound is in danger', () => {
    expect(levelsOf(times(40, 'narrow')).at(-1)).toBe(lowestLevelWithAllCameras);
    expect(levelsOf(times(40, 'busy')).at(-1)).toBe(lowestLevelWithAllCameras);
    expect(levelsOf(times(40, 'starved')).at(-1)).toBe(lowestSendingLevel);
  });

  it('keeps cameras that are off as they are while the line is merely narrow', () => {
    const [last] = run(times(40, 'starved')).slice(-1);
    expect(run(times(10, 'narrow'), last).at(-1)?.level).toBe(lowestSendingLevel);
  });

  it('goes up by one after three good samples', () => {
    expect(levelsOf([...times(4, 'starved'), ...times(6, 'good')]).slice(4)).toEqual([2, 2, 1, 1, 1, 0]);
  });

  it('goes up at once when there is room, as long as no raise has failed', () => {
    expect(levelsOf([...times(4, 'starved'), ...times(2, 'wide')]).slice(4)).toEqual([1, 0]);
    const failed = run([...times(4, 'starved'), 'wide', ...times(2, 'starved')]).at(-1);
    expect(run(times(6, 'wide'), failed).map(({ level }) => level)).toEqual([2, 2, 2, 2, 2, 1]);
  });

  it('waits twice as long after each raise that failed, and not for ever', () => {
    let state = run(times(2, 'starved')).at(-1) ?? governorStart;
    const waits: number[] = [];
    for (let round = 0; round < 6; round++) {
      let wait = 0;
      while (state.level > 0) {
        state = governUplink(state, 'good');
        wait += 1;
      }
      waits.push(wait);
      state = run(times(2, 'starved'), state).at(-1) ?? state;
    }
    expect(waits).toEqual([3, 6, 12, 24, 24, 24]);
  });

  it('never raises and lowers in a tight loop, on a line that carries only a lower level', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: lowestSendingLevel }), (carried) => {
        let state = governorStart;
        const changes: number[] = [];
        for (let index = 0; index < 600; index++) {
          const next = governUplink(state, state.level < carried ? 'starved' : 'good');
          if (next.level !== state.level) changes.push(index);
          state = next;
        }
        // Once it knows the line: a try every 24 samples, and back after two.
        const late = changes.filter((index) => index >= 300);
        expect(late.length).toBeLessThanOrEqual(2 * Math.ceil(300 / 26) + 2);
      }),
      { seed },
    );
  });

  it('never lowers without two bad samples in a row, nor raises without three good ones or a wide one', () => {
    fc.assert(
      fc.property(anyVerdicts, (list) => {
        const levels = [0, ...levelsOf(list)];
        list.forEach((verdict, index) => {
          const step = (levels[index + 1] ?? 0) - (levels[index] ?? 0);
          expect(Math.abs(step)).toBeLessThanOrEqual(1);
          if (step > 0) expect(isBad(verdict) && isBad(list[index - 1])).toBe(true);
          if (step < 0) {
            const row = list.slice(0, index + 1).filter((each) => each !== 'steady');
            const isGoodRow = row.slice(-3).every((each) => each === 'good' || each === 'wide');
            expect(verdict === 'wide' || isGoodRow).toBe(true);
          }
        });
      }),
      { seed },
    );
  });

  it('ends at everything within 60 good samples, whatever came before', () => {
    fc.assert(
      fc.property(anyVerdicts, (list) => {
        const before = run(list).at(-1) ?? governorStart;
        expect(run(times(60, 'good'), before).at(-1)?.level).toBe(0);
      }),
      { seed },
    );
  });

  it('stays between everything and least', () => {
    fc.assert(
      fc.property(anyVerdicts, (list) => {
        for (const level of levelsOf(list)) {
          expect(level).toBeGreaterThanOrEqual(0);
          expect(level).toBeLessThanOrEqual(lowestSendingLevel);
        }
      }),
      { seed },
    );
  });
});
