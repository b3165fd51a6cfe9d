import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutStage } from './lay-out-stage';
import type { Rect } from './rect';

const desktop = { width: 1256, height: 700, screenAspects: [] };
const phone = { width: 374, height: 700, screenAspects: [] };

function overlaps(a: Rect, b: Rect): boolean {
  const slack = 1e-6;
  return (
    a.x < b.x + b.width - slack &&
    b.x < a.x + a.width - slack &&
    a.y < b.y + b.height - slack &&
    b.y < a.y + a.height - slack
  );
}

describe('layOutStage', () => {
  it('floats oneself in the corner of the only other person', () => {
    const { others, self, isSelfFloating } = layOutStage({ ...desktop, othersCount: 1 });
    expect(isSelfFloating).toBe(true);
    expect(others).toHaveLength(1);
    expect(self && others[0] && overlaps(self, others[0])).toBe(true);
    expect((self?.width ?? 0) * 3).toBeLessThan(others[0]?.width ?? 0);
  });

  it('puts oneself last in the grid of a group', () => {
    const { others, self, isSelfFloating } = layOutStage({ ...desktop, othersCount: 4 });
    expect(isSelfFloating).toBe(false);
    expect(self?.width).toBe(others[0]?.width);
    expect(
      others.every((other) => self && (other.y < self.y || (other.y === self.y && other.x < self.x))),
    ).toBe(true);
  });

  it('lets tiles stand on an upright phone', () => {
    const { others } = layOutStage({ ...phone, othersCount: 1 });
    expect(others[0] && others[0].height > others[0].width).toBe(true);
  });

  it('gives a shared screen its own shape and most of a wide stage, people beside it', () => {
    const { screens, others } = layOutStage({ ...desktop, othersCount: 2, screenAspects: [16 / 10] });
    const screen = screens[0];
    if (!screen || !others[0]) throw new Error('both are placed');
    expect(screen.width / screen.height).toBeCloseTo(16 / 10);
    expect(screen.width).toBeGreaterThan(desktop.width * 0.6);
    expect(others[0].x).toBeGreaterThanOrEqual(screen.x + screen.width);
  });

  it('puts people below a shared screen on an upright phone', () => {
    const { screens, others } = layOutStage({ ...phone, othersCount: 2, screenAspects: [16 / 9] });
    expect(others[0] && screens[0] && others[0].y >= screens[0].y + screens[0].height).toBe(true);
  });

  it('leaves the stage of an upright phone to the shared screen, and to people a low strip', () => {
    for (const othersCount of [1, 2, 4, 7]) {
      for (const aspect of [16 / 9, 16 / 10, 4 / 3, 9 / 16]) {
        const { screens, others, self } = layOutStage({ ...phone, othersCount, screenAspects: [aspect] });
        const screen = screens[0];
        if (!screen || !self) throw new Error('both are placed');
        const people = [...others, self];
        const top = Math.min(...people.map(({ y }) => y));
        const bottom = Math.max(...people.map(({ y, height }) => y + height));
        expect(bottom - top).toBeLessThanOrEqual(phone.height / 4);
        for (const { width, height } of people)
          expect(width * height * 2).toBeLessThan(screen.width * screen.height);
        if (aspect > 1) expect(screen.width).toBeCloseTo(phone.width);
      }
    }
  });

  it('gives each of two screens the width of an upright phone', () => {
    const { screens } = layOutStage({ ...phone, othersCount: 2, screenAspects: [16 / 9, 16 / 9] });
    expect(screens.map(({ width }) => Math.round(width))).toEqual([phone.width, phone.width]);
  });

  it('keeps everything inside the stage and lets nothing but oneself overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 280, max: 3000 }),
        fc.integer({ min: 280, max: 2000 }),
        fc.integer({ min: 0, max: 12 }),
        fc.array(fc.double({ min: 0.45, max: 3.5, noNaN: true }), { maxLength: 3 }),
        (width, height, othersCount, screenAspects) => {
          const layout = layOutStage({ width, height, othersCount, screenAspects });
          const placed = [...layout.screens, ...layout.others];
          if (layout.self && !layout.isSelfFloating) placed.push(layout.self);
          expect(layout.others).toHaveLength(othersCount);
          expect(layout.screens).toHaveLength(screenAspects.length);
          for (const rect of layout.self ? [...placed, layout.self] : placed) {
            expect(rect.x).toBeGreaterThanOrEqual(-1e-6);
            expect(rect.y).toBeGreaterThanOrEqual(-1e-6);
            expect(rect.x + rect.width).toBeLessThanOrEqual(width + 1e-6);
            expect(rect.y + rect.height).toBeLessThanOrEqual(height + 1e-6);
          }
          return placed.every((a, i) => placed.slice(i + 1).every((b) => !overlaps(a, b)));
        },
      ),
      { seed: 1280 },
    );
  });
});
