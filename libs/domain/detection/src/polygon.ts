import type { PicturePoint } from '@vialog/contracts';
import type { Rect } from './box.ts';

/**
 * Whether a point lies inside a simple polygon (even-odd rule, half-open edges: of two polygons that share
 * an edge exactly one holds a point on it). Both in the same units.
 */
export function contains(ring: readonly PicturePoint[], [x, y]: PicturePoint): boolean {
  if (ring.length < 3) return false;
  let inside = false;
  let [px, py] = ring[ring.length - 1] as PicturePoint;
  for (const [cx, cy] of ring) {
    if (cy > y !== py > y && x < ((px - cx) * (y - cy)) / (py - cy) + cx) inside = !inside;
    px = cx;
    py = cy;
  }
  return inside;
}

/** The smallest upright rectangle around a ring of picture points, in px of a picture of this size. */
export function boundsOf(
  ring: readonly PicturePoint[],
  size: { readonly width: number; readonly height: number },
): Rect {
  const xs = ring.map(([x]) => x * size.width);
  const ys = ring.map(([, y]) => y * size.height);
  return { x1: Math.min(...xs), y1: Math.min(...ys), x2: Math.max(...xs), y2: Math.max(...ys) };
}
