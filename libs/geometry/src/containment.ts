import { edgesOf, type Point, type Ring } from './point.ts';
import { isOnSegment, orientation } from './segments.ts';

/**
 * Whether a simple polygon contains a point: even-odd rule with half-open edges. If two polygons share an edge, exactly
 * one of them contains a point on it. A ring of fewer than three corners contains nothing.
 */
export function containsPoint(ring: Ring, point: Point): boolean {
  const y = point[1];
  let inside = false;
  let previous = ring.at(-1);
  for (const corner of ring) {
    if (previous && corner[1] > y !== previous[1] > y) {
      const [low, high] = previous[1] < corner[1] ? [previous, corner] : [corner, previous];
      if (orientation(low, high, point) > 0) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

/** Whether a point lies in a simple polygon or on one of its edges. */
export const coversPoint = (ring: Ring, point: Point): boolean =>
  edgesOf(ring).some((edge) => isOnSegment(edge, point)) || containsPoint(ring, point);
