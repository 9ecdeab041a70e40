import { z } from 'zod';

const outside = { error: ({ input }: { input?: unknown }) => `expected 0 to 1, found ${String(input)}` };
const share = z.number('expected a number from 0 to 1').min(0, outside).max(1, outside);

/** A point of the picture: x to the right, y down, both 0..1 of width and height. */
export const picturePoint = z
  .tuple([share, share])
  .describe('Picture point [x, y], 0..1 of width and height');
export type PicturePoint = readonly [x: number, y: number];

/** A polygon in the picture: at least three points, edges that do not cross, some area. */
export const picturePolygon = z
  .array(picturePoint)
  .min(3, 'expected at least 3 points')
  .max(100, 'expected at most 100 points')
  .refine((ring) => crossingEdges(ring) === undefined, {
    error: (issue) => {
      const ring = issue.input as PicturePoint[];
      const [a = 0, b = 0] = crossingEdges(ring) ?? [];
      if (isClosed(ring)) return 'the last point repeats the first; leave out the last point';
      return `edges ${a + 1} and ${b + 1} cross (counted from 1, the one from the first point to the second); reorder the points so that the outline never crosses itself`;
    },
  })
  .refine((ring) => polygonArea(ring) >= 1e-5, 'the polygon has no area; move its points apart')
  .describe('Polygon in the picture, points [x, y] in 0..1, not crossing itself');

const isClosed = (ring: readonly PicturePoint[]): boolean => String(ring[0]) === String(ring.at(-1));

/** Area of a ring in squares of the picture, by the shoelace formula. */
export function polygonArea(ring: readonly PicturePoint[]): number {
  let twice = 0;
  ring.forEach(([x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] as PicturePoint;
    twice += x * ny - nx * y;
  });
  return Math.abs(twice) / 2;
}

/** Numbers (from 0) of the first two edges that cross or overlap, or undefined for a simple polygon. */
export function crossingEdges(ring: readonly PicturePoint[]): readonly [number, number] | undefined {
  const edge = (i: number) => [ring[i], ring[(i + 1) % ring.length]] as [PicturePoint, PicturePoint];
  for (let a = 0; a < ring.length; a += 1) {
    for (let b = a + 1; b < ring.length; b += 1) {
      const neighbours = b === a + 1 || (a === 0 && b === ring.length - 1);
      if (!neighbours && segmentsMeet(edge(a), edge(b))) return [a, b];
    }
  }
  return undefined;
}

type Segment = readonly [PicturePoint, PicturePoint];

const side = ([ax, ay]: PicturePoint, [bx, by]: PicturePoint, [px, py]: PicturePoint): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

function segmentsMeet([a, b]: Segment, [c, d]: Segment): boolean {
  const s1 = side(a, b, c);
  const s2 = side(a, b, d);
  const s3 = side(c, d, a);
  const s4 = side(c, d, b);
  if (s1 !== s2 && s3 !== s4) return true;
  return [
    s1 === 0 && within(a, b, c),
    s2 === 0 && within(a, b, d),
    s3 === 0 && within(c, d, a),
    s4 === 0 && within(c, d, b),
  ].some(Boolean);
}

const within = ([ax, ay]: PicturePoint, [bx, by]: PicturePoint, [px, py]: PicturePoint): boolean =>
  Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by);
