import { edgesOf, type Edge, type Point, type Ring } from './point.ts';
import { orientation, segmentsTouch } from './segments.ts';

/** Numbers of two edges, counted from 0, the smaller one first. */
export type EdgePair = readonly [number, number];

/** The first two edges without a common corner that cross or touch; undefined for a ring that does not cross itself. */
export const crossingEdges = (ring: Ring): EdgePair | undefined =>
  firstPair(edgesOf(ring), { apart: segmentsTouch, neighbours: () => false, isRing: true });

/** As `crossingEdges`, but also finds an edge that runs back along its neighbour, and an edge without length. */
export const crossingOrFoldedEdges = (ring: Ring): EdgePair | undefined =>
  firstPair(edgesOf(ring), { apart: segmentsTouch, neighbours: foldsBack, isRing: true });

/** As `crossingOrFoldedEdges`, for a line with two ends: edge i runs from point i to the next, and the last point has no edge. */
export function crossingOrFoldedSegments(line: readonly Point[]): EdgePair | undefined {
  const segments = line.slice(1).map((to, i): Edge => [line[i] ?? to, to]);
  return firstPair(segments, { apart: segmentsTouch, neighbours: foldsBack, isRing: false });
}

interface PairTests {
  readonly apart: (one: Edge, other: Edge) => boolean;
  /** Gets the edges in the order in which the ring runs through them. */
  readonly neighbours: (one: Edge, next: Edge) => boolean;
  /** The first and the last edge are neighbours. */
  readonly isRing: boolean;
}

function firstPair(edges: readonly Edge[], tests: PairTests): EdgePair | undefined {
  for (const [i, one] of edges.entries()) {
    for (let j = i + 1; j < edges.length; j += 1) {
      if (pairFails([i, one], [j, edges[j] ?? one], { ...tests, count: edges.length })) return [i, j];
    }
  }
  return undefined;
}

type NumberedEdge = readonly [number, Edge];

function pairFails(
  [i, one]: NumberedEdge,
  [j, other]: NumberedEdge,
  { apart, neighbours, isRing, count }: PairTests & { readonly count: number },
): boolean {
  if (j === i + 1) return neighbours(one, other);
  if (isRing && i === 0 && j === count - 1) return neighbours(other, one);
  return apart(one, other);
}

function foldsBack([a, b]: Edge, [, c]: Edge): boolean {
  const hasNoLength = b[0] === c[0] && b[1] === c[1];
  const runsBack = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
  return orientation(a, b, c) === 0 && (runsBack || hasNoLength);
}
