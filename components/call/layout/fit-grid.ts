import type { AspectRange, Rect } from './rect';

interface GridOptions {
  count: number;
  area: Rect;
  /** Pixels between neighbours. */
  gap: number;
  aspect: AspectRange;
}

/** The largest tile inside a cell whose shape stays within the range. */
function fitTile(cellWidth: number, cellHeight: number, { min, max }: AspectRange) {
  const aspect = cellWidth / cellHeight;
  if (aspect > max) return { width: cellHeight * max, height: cellHeight };
  if (aspect < min) return { width: cellWidth, height: cellWidth / min };
  return { width: cellWidth, height: cellHeight };
}

/**
 * Places `count` equal tiles in `area` with the number of columns that makes them largest, centred, the last row
 * too. Tiles stay inside the area and never overlap. Empty when there is no room for a pixel each.
 */
export function fitGrid({ count, area, gap, aspect }: GridOptions): Rect[] {
  let best = { columns: 0, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (area.width - gap * (columns - 1)) / columns;
    const cellHeight = (area.height - gap * (rows - 1)) / rows;
    if (cellWidth < 1 || cellHeight < 1) continue;
    const tile = fitTile(cellWidth, cellHeight, aspect);
    if (tile.width * tile.height > best.width * best.height) best = { columns, ...tile };
  }
  if (best.columns === 0) return [];

  const { columns, width, height } = best;
  const rows = Math.ceil(count / columns);
  const top = area.y + (area.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = area.x + (area.width - inRow * width - (inRow - 1) * gap) / 2;
    return { x: left + (index % columns) * (width + gap), y: top + row * (height + gap), width, height };
  });
}
