import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitGrid } from './fit-grid';
import type { Rect } from './rect';

const wide = { min: 16 / 9, max: 16 / 9 };
const area = (width: number, height: number): Rect => ({ x: 0, y: 0, width, height });
const right = (rect: Rect) => rect.x + rect.width;
const bottom = (rect: Rect) => rect.y + rect.height;
const epsilon = 1e-6;

describe('fitGrid', () => {
  it('gives one tile the whole of an area of its own shape', () => {
    expect(fitGrid({ count: 1, area: area(1600, 900), gap: 10, aspect: wide })).toEqual([area(1600, 900)]);
  });

  it.each([
    { count: 2, size: [1280, 700], columns: 2 },
    { count: 2, size: [400, 700], columns: 1 },
    { count: 3, size: [1280, 700], columns: 2 },
    { count: 4, size: [1280, 700], columns: 2 },
    { count: 6, size: [1280, 700], columns: 3 },
    { count: 9, size: [1280, 700], columns: 3 },
    { count: 8, size: [2400, 500], columns: 4 },
  ])('puts $count tiles into $columns columns of $size', ({ count, size, columns }) => {
    const tiles = fitGrid({ count, area: area(size[0] ?? 0, size[1] ?? 0), gap: 12, aspect: wide });
    expect(tiles.filter((tile) => tile.y === tiles[0]?.y)).toHaveLength(columns);
  });

  it('centres a last row that is not full', () => {
    const [first, second, third] = fitGrid({ count: 3, area: area(1280, 700), gap: 12, aspect: wide });
    if (!first || !second || !third) throw new Error('three tiles fit');
    expect(third.x + third.width / 2).toBeCloseTo((first.x + right(second)) / 2);
  });

  it('places nothing when there is no room', () => {
    expect(fitGrid({ count: 3, area: area(0, 0), gap: 12, aspect: wide })).toEqual([]);
  });

  const layouts = fc.record({
    count: fc.integer({ min: 1, max: 32 }),
    width: fc.integer({ min: 200, max: 4000 }),
    height: fc.integer({ min: 200, max: 3000 }),
    gap: fc.integer({ min: 0, max: 16 }),
    min: fc.constantFrom(3 / 5, 4 / 3, 16 / 9),
  });
  const solve = (l: { count: number; width: number; height: number; gap: number; min: number }) =>
    fitGrid({ ...l, area: area(l.width, l.height), aspect: { min: l.min, max: 16 / 9 } });
  const check = (property: (l: Parameters<typeof solve>[0], tiles: Rect[]) => boolean) =>
    fc.assert(
      fc.property(layouts, (l) => {
        const tiles = solve(l);
        fc.pre(tiles.length > 0);
        return property(l, tiles);
      }),
      { seed: 16_9 },
    );

  it('keeps every tile inside the area', () => {
    check(
      (l, tiles) =>
        tiles.length === l.count &&
        tiles.every(
          (tile) =>
            tile.x >= -epsilon &&
            tile.y >= -epsilon &&
            right(tile) <= l.width + epsilon &&
            bottom(tile) <= l.height + epsilon,
        ),
    );
  });

  it('keeps the gap between any two tiles', () => {
    check((l, tiles) =>
      tiles.every((a, i) =>
        tiles
          .slice(i + 1)
          .every((b) =>
            [b.x - right(a), a.x - right(b), b.y - bottom(a), a.y - bottom(b)].some(
              (distance) => distance >= l.gap - epsilon,
            ),
          ),
      ),
    );
  });

  it('makes all tiles equal and keeps their shape in the range', () => {
    check((l, tiles) =>
      tiles.every((tile) => {
        const aspect = tile.width / tile.height;
        return (
          tile.width === tiles[0]?.width &&
          tile.height === tiles[0].height &&
          aspect >= l.min - epsilon &&
          aspect <= 16 / 9 + epsilon
        );
      }),
    );
  });

  it('finds no larger tile with any other number of columns', () => {
    check((l, tiles) => {
      const tile = tiles[0];
      if (!tile) return false;
      for (let columns = 1; columns <= l.count; columns++) {
        const rows = Math.ceil(l.count / columns);
        const cellWidth = (l.width - (columns - 1) * l.gap) / columns;
        const cellHeight = (l.height - (rows - 1) * l.gap) / rows;
        const width = Math.min(cellWidth, (cellHeight * 16) / 9);
        const area = width * Math.min(cellHeight, width / l.min);
        if (cellHeight > 1 && cellWidth > 1 && area > tile.width * tile.height + 1e-3) return false;
      }
      return true;
    });
  });
});
