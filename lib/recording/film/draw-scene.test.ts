import { describe, expect, it } from 'vitest';
import { placeFrame } from './draw-scene';

const box = { x: 10, y: 20, width: 160, height: 90 };

describe('a frame in its box', () => {
  it('fills it, and loses what is beyond its edges', () => {
    expect(placeFrame({ width: 40, height: 30 }, box, 'cover')).toEqual({
      x: 10,
      y: 5,
      width: 160,
      height: 120,
    });
  });

  it('is shown whole where nothing may be lost', () => {
    expect(placeFrame({ width: 40, height: 30 }, box, 'contain')).toEqual({
      x: 30,
      y: 20,
      width: 120,
      height: 90,
    });
  });

  it('that stands is shown whole in a box that lies, and fills one that stands', () => {
    expect(placeFrame({ width: 90, height: 180 }, box, 'cover')).toMatchObject({ width: 45, height: 90 });
    const standing = { x: 0, y: 0, width: 90, height: 160 };
    expect(placeFrame({ width: 90, height: 180 }, standing, 'cover')).toMatchObject({
      width: 90,
      height: 180,
    });
  });
});
