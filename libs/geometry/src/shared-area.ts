import { edgesOf, type Edge, type Ring } from './point.ts';

/**
 * Area that two simple polygons share, in squares of the unit. Polygons that only touch share 0. The plane is cut into
 * vertical strips at every corner and crossing; inside a strip every outline is straight, so the middle of the strip
 * gives its area exactly.
 */
export function sharedArea(one: Ring, other: Ring): number {
  if (!boundsOverlap(one, other)) return 0;
  const cuts = stripBounds(edgesOf(one), edgesOf(other));
  let area = 0;
  for (const [i, right] of cuts.entries()) {
    const left = cuts[i - 1];
    if (left === undefined) continue;
    const middle = (left + right) / 2;
    area += (right - left) * sharedLength(crossingsAt(one, middle), crossingsAt(other, middle));
  }
  return area;
}

function boundsOverlap(one: Ring, other: Ring): boolean {
  return ([0, 1] as const).every((axis) => {
    const a = one.map((point) => point[axis]);
    const b = other.map((point) => point[axis]);
    return Math.min(...a) < Math.max(...b) && Math.min(...b) < Math.max(...a);
  });
}

function stripBounds(one: readonly Edge[], other: readonly Edge[]): number[] {
  const corners = [...one, ...other].map(([[x]]) => x);
  const crossings = one.flatMap((a) => other.flatMap((b) => crossingX(a, b)));
  return [...new Set([...corners, ...crossings])].sort((a, b) => a - b);
}

/** x of the point where two edges cross, if they do. Parallel edges need none: the strips end at their corners. */
function crossingX([[ax, ay], [bx, by]]: Edge, [[cx, cy], [dx, dy]]: Edge): number[] {
  const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (across === 0) return [];
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across;
  return t > 0 && t < 1 && u > 0 && u < 1 ? [ax + t * (bx - ax)] : [];
}

/** Heights at which a vertical line at x meets the outline, ascending; the inside lies between each pair. */
function crossingsAt(ring: Ring, x: number): number[] {
  return edgesOf(ring)
    .filter(([[ax], [bx]]) => ax > x !== bx > x)
    .map(([[ax, ay], [bx, by]]) => ay + ((x - ax) / (bx - ax)) * (by - ay))
    .sort((a, b) => a - b);
}

function sharedLength(one: readonly number[], other: readonly number[]): number {
  const spans = spansOf(other);
  return spansOf(one)
    .flatMap((a) => spans.map((b) => Math.min(a.to, b.to) - Math.max(a.from, b.from)))
    .reduce((sum, length) => sum + Math.max(0, length), 0);
}

function spansOf(ends: readonly number[]): { readonly from: number; readonly to: number }[] {
  return ends.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: ends[i + 1] ?? from }] : []));
}
