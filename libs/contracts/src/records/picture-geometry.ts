import { crossingEdges, crossingOrFoldedSegments, polygonArea } from '@vialog/geometry';
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

/** Shortest distance between two points of a line, as a share of the picture: about 6 px of a width of 640 px. */
const minSegmentLength = 0.01;

/** A line with two ends in the picture: 2 to 16 points, not crossing itself. */
export const pictureLine = z
  .array(picturePoint)
  .min(2, 'expected at least 2 points')
  .max(16, 'expected at most 16 points')
  .refine((line) => shortSegment(line) === undefined, {
    error: (issue) => {
      const at = (shortSegment(issue.input as PicturePoint[]) ?? 0) + 1;
      return `points ${at} and ${at + 1} are closer than ${minSegmentLength}; move them apart or remove one of them`;
    },
  })
  .refine((line) => crossingOrFoldedSegments(line) === undefined, {
    error: (issue) => {
      const [a = 0, b = 0] = crossingOrFoldedSegments(issue.input as PicturePoint[]) ?? [];
      return `segments ${a + 1} and ${b + 1} cross or run back (segment 1 connects points 1 and 2); move or reorder the points`;
    },
  })
  .describe('Line in the picture, points [x, y] in 0..1, not crossing itself');

function shortSegment(line: readonly PicturePoint[]): number | undefined {
  const at = line.slice(1).findIndex(([x, y], i) => {
    const [fromX, fromY] = line[i] ?? [x, y];
    return Math.hypot(x - fromX, y - fromY) < minSegmentLength;
  });
  return at < 0 ? undefined : at;
}
