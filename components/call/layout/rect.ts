/** A box in CSS pixels, measured from the top left corner of the stage. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The shapes a tile may take: width divided by height, from narrowest to widest. */
export interface AspectRange {
  min: number;
  max: number;
}
