import { crossingEdges, polygonArea } from '@vialog/geometry';
import { z } from 'zod';

const outside = { error: ({ input }: { input?: unknown }) => `expected 0 to 1, found ${String(input)}` };
const share = z.number('expected a number from 0 to 1').min(0, outside).max(1, outside);

/** A point in the picture: x to the right, y down, both 0..1 of width and height. */
export const picturePoint = z
  .tuple([share, share])
  .describe('Picture point [x, y], 0..1 of width and height');
export type PicturePoint = readonly [x: number, y: number];

/** A simple polygon in the picture: at least three points, no crossing edges, a non-zero area. */
export const picturePolygon = z
  .array(picturePoint)
  .min(3, 'expected at least 3 points')
  .max(100, 'expected at most 100 points')
  .refine((ring) => crossingEdges(ring) === undefined, {
    error: (issue) => {
      const ring = issue.input as PicturePoint[];
      const [a = 0, b = 0] = crossingEdges(ring) ?? [];
      if (isClosed(ring)) return 'the last point repeats the first point; remove the last point';
      return `edges ${a + 1} and ${b + 1} cross (edge 1 connects points 1 and 2); move or reorder the points so that edges do not cross`;
    },
  })
  .refine((ring) => polygonArea(ring) >= 1e-5, 'the polygon has no area; move its points apart')
  .describe('Polygon in the picture, points [x, y] in 0..1, not crossing itself');

const isClosed = (ring: readonly PicturePoint[]): boolean => String(ring[0]) === String(ring.at(-1));
