import { orient2d } from 'robust-predicates';
import type { Edge, Point } from './point.ts';

/**
 * Positive where `c` lies to the left of the line from `a` to `b` (y upwards), negative to the right, 0 on the line. The
 * sign is exact for all doubles: a plain cross product rounds and misjudges points that lie almost on the line.
 */
export const orientation = (a: Point, b: Point, c: Point): number =>
  -orient2d(a[0], a[1], b[0], b[1], c[0], c[1]);

/** Whether a point lies on a segment, ends included. */
export const isOnSegment = ([a, b]: Edge, point: Point): boolean =>
  orientation(a, b, point) === 0 && isBetween(a[0], b[0], point[0]) && isBetween(a[1], b[1], point[1]);

/** Whether two segments share a point, ends included. */
export function segmentsTouch(one: Edge, other: Edge): boolean {
  const [a, b] = one;
  const [c, d] = other;
  if (isOnSegment(one, c) || isOnSegment(one, d) || isOnSegment(other, a) || isOnSegment(other, b))
    return true;
  return (
    orientation(a, b, c) > 0 !== orientation(a, b, d) > 0 &&
    orientation(c, d, a) > 0 !== orientation(c, d, b) > 0
  );
}

const isBetween = (a: number, b: number, value: number): boolean =>
  value >= Math.min(a, b) && value <= Math.max(a, b);
