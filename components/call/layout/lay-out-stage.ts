import { fitGrid } from './fit-grid';
import type { AspectRange, Rect } from './rect';

interface StageContent {
  /** The stage's inner size in CSS pixels. */
  width: number;
  height: number;
  /** People besides oneself. */
  othersCount: number;
  /** Width divided by height of each screen that others share. */
  screenAspects: readonly number[];
}

export interface StageLayout {
  screens: readonly Rect[];
  others: readonly Rect[];
  self: Rect | null;
  /** One's own tile lies on top of the others' in a corner. */
  isSelfFloating: boolean;
}

const gap = 12;
const landscape: AspectRange = { min: 16 / 9, max: 16 / 9 };
/** A group may lose a little of each picture's sides to fill more of the stage. */
const group: AspectRange = { min: 3 / 2, max: 16 / 9 };
/** On an upright phone a strict 16:9 would waste most of the stage: tiles may stand, too. */
const portrait: AspectRange = { min: 3 / 5, max: 16 / 9 };
const strip: AspectRange = { min: 4 / 3, max: 16 / 9 };

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}

function floatingSelf(within: Rect, isPortrait: boolean): Rect {
  const width = isPortrait ? clamp(within.width * 0.27, 84, 168) : clamp(within.width * 0.19, 112, 256);
  const height = isPortrait ? width / (3 / 4) : width / (16 / 9);
  return {
    x: within.x + within.width - width - gap,
    y: within.y + within.height - height - gap,
    width,
    height,
  };
}

/** Splits the stage between shared screens and a strip of people: beside them when it is wide, below when tall. */
function splitForScreens({ width, height, screenAspects }: StageContent, isPortrait: boolean): [Rect, Rect] {
  const aspect = screenAspects.length === 1 ? (screenAspects[0] ?? 16 / 9) : 16 / 9;
  if (isPortrait) {
    const stripHeight = height * 0.24;
    const wanted = (screenAspects.length * width) / aspect + (screenAspects.length - 1) * gap;
    const screenHeight = Math.min(wanted, height - stripHeight - gap);
    const top = (height - screenHeight - gap - stripHeight) / 2;
    return [
      { x: 0, y: top, width, height: screenHeight },
      { x: 0, y: top + screenHeight + gap, width, height: stripHeight },
    ];
  }
  const stripWidth = clamp(width - height * aspect - gap, clamp(width * 0.18, 120, 240), width * 0.3);
  return [
    { x: 0, y: 0, width: width - stripWidth - gap, height },
    { x: width - stripWidth, y: 0, width: stripWidth, height },
  ];
}

/**
 * Where everything on the stage goes. Alone or with exactly one other, one's own tile floats in a corner; in a
 * larger group it joins the grid, last. Shared screens take the stage and make the people a strip.
 */
export function layOutStage(content: StageContent): StageLayout {
  const { width, height, othersCount, screenAspects } = content;
  const isPortrait = height > width;
  const stage: Rect = { x: 0, y: 0, width, height };

  if (screenAspects.length > 0) {
    const [screenArea, stripArea] = splitForScreens(content, isPortrait);
    const only = screenAspects.length === 1 ? screenAspects[0] : undefined;
    const screenRange = only ? { min: only, max: only } : landscape;
    const screens = fitGrid({ count: screenAspects.length, area: screenArea, gap, aspect: screenRange });
    const people = fitGrid({
      count: othersCount + 1,
      area: stripArea,
      gap: gap / 2,
      aspect: isPortrait ? portrait : strip,
    });
    return {
      screens,
      others: people.slice(0, othersCount),
      self: people[othersCount] ?? null,
      isSelfFloating: false,
    };
  }

  if (othersCount <= 1) {
    const others = fitGrid({
      count: othersCount,
      area: stage,
      gap,
      aspect: isPortrait ? portrait : landscape,
    });
    return { screens: [], others, self: floatingSelf(others[0] ?? stage, isPortrait), isSelfFloating: true };
  }
  const people = fitGrid({ count: othersCount + 1, area: stage, gap, aspect: isPortrait ? portrait : group });
  return {
    screens: [],
    others: people.slice(0, othersCount),
    self: people[othersCount] ?? null,
    isSelfFloating: false,
  };
}
