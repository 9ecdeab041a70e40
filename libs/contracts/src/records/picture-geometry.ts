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

/** Minimum length of a whole line, as a share of the picture: about 19 px of a width of 640 px, less than the width of a car. */
const minLineLength = 0.03;

/** A segment whose ends are both closer than this to one edge of the picture lies on the edge. */
const edgeMargin = 0.02;

/**
 * A line with two ends in the picture: 2 to 16 points, not crossing itself, and not on the edge of the picture, where no vehicle
 * is seen on both sides of it.
 */
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
  .refine((line) => shortSegment(line) !== undefined || lengthOf(line) >= minLineLength, {
    error: `the line is shorter than ${minLineLength} of the picture; draw it across the whole lane`,
  })
  .refine((line) => segmentOnEdge(line) === undefined, {
    error: (issue) => {
      const { at = 0, edge = '' } = segmentOnEdge(issue.input as PicturePoint[]) ?? {};
      return `segment ${at + 1} lies on the ${edge} edge of the picture, where no vehicle is seen on both sides of it; move it into the picture`;
    },
  })
  .refine((line) => crossingOrFoldedSegments(line) === undefined, {
    error: (issue) => {
      const [a = 0, b = 0] = crossingOrFoldedSegments(issue.input as PicturePoint[]) ?? [];
      return `segments ${a + 1} and ${b + 1} cross or run back (segment 1 connects points 1 and 2); move or reorder the points`;
    },
  })
  .describe('Line in the picture, points [x, y] in 0..1, not crossing itself');

type Segment = readonly [from: PicturePoint, to: PicturePoint];

const segmentsOf = (line: readonly PicturePoint[]): Segment[] =>
  line.slice(1).map((to, i) => [line[i] ?? to, to]);

const lengthOf = (line: readonly PicturePoint[]): number =>
  segmentsOf(line).reduce((sum, [from, to]) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);

const edges: readonly (readonly [name: string, distance: (point: PicturePoint) => number])[] = [
  ['left', ([x]) => x],
  ['right', ([x]) => 1 - x],
  ['upper', ([, y]) => y],
  ['lower', ([, y]) => 1 - y],
];

function segmentOnEdge(
  line: readonly PicturePoint[],
): { readonly at: number; readonly edge: string } | undefined {
  for (const [at, ends] of segmentsOf(line).entries()) {
    const edge = edges.find(([, distance]) => ends.every((end) => distance(end) < edgeMargin));
    if (edge) return { at, edge: edge[0] };
  }
  return undefined;
}

function shortSegment(line: readonly PicturePoint[]): number | undefined {
  const at = segmentsOf(line).findIndex((segment) => lengthOf(segment) < minSegmentLength);
  return at < 0 ? undefined : at;
}
