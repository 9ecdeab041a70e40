/** WGS-84 degrees. */
export interface Corner {
  readonly lon: number;
  readonly lat: number;
}

export const fewestCorners = 3;
export const mostCorners = 40;

/** Millionths of a degree: products of them are whole numbers, so that what lies on an edge is known to. */
interface Point {
  readonly x: number;
  readonly y: number;
}
type Edge = readonly [Point, Point];

const wholeTurn = 360_000_000;

/**
 * Corners with longitudes that run on: every step goes the shorter way round the earth, over the antimeridian where
 * that is shorter. Edges are straight in longitude and latitude.
 */
function unrolled(corners: readonly Corner[]): readonly Point[] {
  const points: Point[] = [];
  for (const { lon, lat } of corners) {
    const x = Math.round(lon * 1e6);
    const before = points.at(-1)?.x ?? x;
    points.push({ x: x + Math.round((before - x) / wholeTurn) * wholeTurn, y: Math.round(lat * 1e6) });
  }
  return points;
}

const edgesOf = (points: readonly Point[]): readonly Edge[] =>
  points.map((point, i) => [point, points[(i + 1) % points.length] ?? point]);

/** Twice the area of the triangle, positive where `c` lies to the left. */
const turn = (a: Point, b: Point, c: Point): number => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

const isBetween = (a: number, b: number, value: number): boolean =>
  value >= Math.min(a, b) && value <= Math.max(a, b);

const liesOn = ([a, b]: Edge, point: Point): boolean =>
  turn(a, b, point) === 0 && isBetween(a.x, b.x, point.x) && isBetween(a.y, b.y, point.y);

function touch(one: Edge, other: Edge): boolean {
  const [a, b] = one;
  const [c, d] = other;
  if (liesOn(one, c) || liesOn(one, d) || liesOn(other, a) || liesOn(other, b)) return true;
  return turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;
}

/** Neighbours share a corner; they cross where one runs back along the other. */
function foldsBack([a, b]: Edge, [, c]: Edge): boolean {
  const back = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) < 0;
  return turn(a, b, c) === 0 && (back || (b.x === c.x && b.y === c.y));
}

/** What is wrong with corners that were read: the numbers of the edges that meet where they must not, or no way home. */
export type PolygonFault =
  { readonly fault: 'pole' } | { readonly fault: 'crossing'; readonly edges: readonly [number, number] };

/** Corners count from 0; edge i runs from corner i to the next. Undefined where the polygon is a proper one. */
export function faultOf(corners: readonly Corner[]): PolygonFault | undefined {
  const points = unrolled(corners);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || Math.abs(last.x - first.x) > wholeTurn / 2) return { fault: 'pole' };
  const edges = edgesOf(points);
  for (const [i, one] of edges.entries())
    for (const [j, other] of edges.entries())
      if (i < j && meetWrongly(edges.length, [i, one], [j, other]))
        return { fault: 'crossing', edges: [i, j] };
  return undefined;
}

function meetWrongly(
  count: number,
  [i, one]: readonly [number, Edge],
  [j, other]: readonly [number, Edge],
): boolean {
  if (j === i + 1) return foldsBack(one, other);
  if (i === 0 && j === count - 1) return foldsBack(other, one);
  return touch(one, other);
}

/** Whether a position lies in the polygon, edges included. Every store decides by this very function. */
export function withinPolygon(
  lon: number,
  lat: number,
  { corners }: { corners: readonly Corner[] },
): boolean {
  const edges = edgesOf(unrolled(corners));
  const y = Math.round(lat * 1e6);
  return [-wholeTurn, 0, wholeTurn].some((shift) => isInside(edges, { x: Math.round(lon * 1e6) + shift, y }));
}

/** Counts the edges east of the point. */
function isInside(edges: readonly Edge[], point: Point): boolean {
  if (edges.some((edge) => liesOn(edge, point))) return true;
  const east = edges.filter(([a, b]) => {
    if (a.y > point.y === b.y > point.y) return false;
    const [low, high] = a.y < b.y ? [a, b] : [b, a];
    return turn(low, high, point) > 0;
  });
  return east.length % 2 === 1;
}
