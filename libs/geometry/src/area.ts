import { edgesOf, type Ring } from './point.ts';

/** Area of a simple polygon in squares of the unit, by the shoelace formula. */
export function polygonArea(ring: Ring): number {
  const twice = edgesOf(ring).reduce((sum, [[ax, ay], [bx, by]]) => sum + ax * by - bx * ay, 0);
  return Math.abs(twice) / 2;
}
