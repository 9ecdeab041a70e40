import type { PicturePoint } from '@vialog/contracts';

type Ring = readonly PicturePoint[];
type Edge = readonly [a: PicturePoint, b: PicturePoint];

/**
 * Area that two simple polygons share, in squares of the picture (0..1). Polygons that only touch share nothing.
 * The picture is cut into upright strips at every corner and crossing; inside a strip every outline is straight, so
 * the middle of the strip gives its area exactly.
 */
export function sharedArea(one: Ring, other: Ring): number {
  if (!boxesMeet(one, other)) return 0;
  const cuts = stripEdges(edgesOfRing(one), edgesOfRing(other));
  let area = 0;
  for (let i = 1; i < cuts.length; i += 1) {
    const left = cuts[i - 1] as number;
    const right = cuts[i] as number;
    const middle = (left + right) / 2;
    area += (right - left) * sharedLength(crossingsAt(one, middle), crossingsAt(other, middle));
  }
  return area;
}

function edgesOfRing(ring: Ring): Edge[] {
  return ring.map((point, i) => [point, ring[(i + 1) % ring.length] as PicturePoint]);
}

function boxesMeet(one: Ring, other: Ring): boolean {
  return [0, 1].every((axis) => {
    const a = one.map((point) => point[axis] as number);
    const b = other.map((point) => point[axis] as number);
    return Math.min(...a) < Math.max(...b) && Math.min(...b) < Math.max(...a);
  });
}

function stripEdges(one: readonly Edge[], other: readonly Edge[]): number[] {
  const corners = [...one, ...other].map(([[x]]) => x);
  const crossings = one.flatMap((a) => other.flatMap((b) => crossingX(a, b)));
  return [...new Set([...corners, ...crossings])].sort((a, b) => a - b);
}

/** x of the point where two edges cross, if they do. Parallel edges cross nowhere: their corners cut already. */
function crossingX([[ax, ay], [bx, by]]: Edge, [[cx, cy], [dx, dy]]: Edge): number[] {
  const across = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (across === 0) return [];
  const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / across;
  const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / across;
  return t > 0 && t < 1 && u > 0 && u < 1 ? [ax + t * (bx - ax)] : [];
}

/** Heights at which an upright line at x meets the outline, ascending; between each pair lies the inside. */
function crossingsAt(ring: Ring, x: number): number[] {
  return edgesOfRing(ring)
    .filter(([[ax], [bx]]) => ax > x !== bx > x)
    .map(([[ax, ay], [bx, by]]) => ay + ((x - ax) / (bx - ax)) * (by - ay))
    .sort((a, b) => a - b);
}

function sharedLength(one: readonly number[], other: readonly number[]): number {
  let length = 0;
  for (let i = 0; i + 1 < one.length; i += 2) {
    for (let j = 0; j + 1 < other.length; j += 2) {
      const top = Math.max(one[i] as number, other[j] as number);
      const bottom = Math.min(one[i + 1] as number, other[j + 1] as number);
      length += Math.max(0, bottom - top);
    }
  }
  return length;
}
