import { stableLength, type StableEdges } from './block-likeness.ts';
import { greyHeight, greyWidth } from './grey-picture.ts';

/** Largest shift that is searched, as a share of width and height. */
const maxShare = 0.4;
/** Steps of the first search, which the search in the regions refines; small px. */
const firstStep = 2;
/** The picture is divided into regions whose shifts may differ, as they do when a camera is rotated or zoomed. */
const regionColumns = 4;
const regionRows = 3;
/** Search around the common shift within each region, small px. */
const regionReach = 7;
/** Points of a region that are compared, and those which must still be in the picture. */
const pointsPerRegion = 40;
const minPoints = 12;
const minRegions = 3;

interface Point {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

interface Offset {
  readonly dx: number;
  readonly dy: number;
}

interface Search {
  readonly centre: Offset;
  readonly columns: number;
  readonly rows: number;
  readonly step: number;
}

type Found = Offset & { readonly likeness: number };

/** Where a view went. */
export interface Shift {
  /** Likeness of the edges at their shifted places, mean of the regions, −1..1. */
  readonly likeness: number;
  /** Median distance that the regions were shifted, small px. */
  readonly distance: number;
}

const inPlace: Offset = { dx: 0, dy: 0 };

/**
 * Searches the shift at which the edges of a picture are most like those of a view: first of the whole picture, then of each
 * region around it. Undefined without enough edges. Takes several milliseconds.
 */
export function findShift(view: StableEdges, edges: StableEdges): Shift | undefined {
  const regions = regionsOf(view);
  const sparse = regions.flatMap((points) => points.filter((_, i) => i % 3 === 0));
  const columns = Math.round(greyWidth * maxShare);
  const rows = Math.round(greyHeight * maxShare);
  const common = best(sparse, edges, { centre: inPlace, columns, rows, step: firstStep });
  // A rotated or zoomed picture has no common shift.
  const shifts = [common, inPlace].flatMap((centre) => (centre ? shiftAround(regions, edges, centre) : []));
  return shifts.sort((a, b) => b.likeness - a.likeness)[0];
}

function shiftAround(
  regions: readonly (readonly Point[])[],
  edges: StableEdges,
  centre: Offset,
): readonly Shift[] {
  const search = { centre, columns: regionReach, rows: regionReach, step: 1 };
  const found = regions.flatMap((points) => best(points, edges, search) ?? []);
  if (found.length < minRegions) return [];
  const distances = found.map(({ dx, dy }) => Math.hypot(dx, dy)).sort((a, b) => a - b);
  const likeness = found.reduce((sum, each) => sum + each.likeness, 0) / found.length;
  return [{ likeness, distance: distances[Math.floor(distances.length / 2)] as number }];
}

function regionsOf({ x, y }: StableEdges): readonly (readonly Point[])[] {
  const regions: Point[][] = Array.from({ length: regionColumns * regionRows }, () => []);
  for (let at = 0; at < x.length; at += 1) {
    const [px, py] = [x[at] as number, y[at] as number];
    const length = Math.sqrt(px * px + py * py);
    if (length < stableLength) continue;
    const [column, row] = [at % greyWidth, Math.floor(at / greyWidth)];
    const left = Math.floor((column * regionColumns) / greyWidth);
    const top = Math.floor((row * regionRows) / greyHeight);
    regions[top * regionColumns + left]?.push({ column, row, x: px, y: py, length });
  }
  return regions.filter(({ length }) => length >= minPoints).map(thinned);
}

/** Points at regular distances, so that a region is represented as a whole. */
function thinned(points: readonly Point[]): readonly Point[] {
  const step = Math.max(1, points.length / pointsPerRegion);
  const count = Math.min(points.length, pointsPerRegion);
  return Array.from({ length: count }, (_, i) => points[Math.floor(i * step)] as Point);
}

function best(points: readonly Point[], edges: StableEdges, search: Search): Found | undefined {
  const { centre, columns, rows, step } = search;
  let found: Found | undefined;
  for (let dy = centre.dy - rows; dy <= centre.dy + rows; dy += step)
    for (let dx = centre.dx - columns; dx <= centre.dx + columns; dx += step) {
      const likeness = likenessAt(points, edges, dx, dy);
      if (likeness > (found?.likeness ?? -1)) found = { dx, dy, likeness };
    }
  return found;
}

/** −1 if too few points are within the picture. */
function likenessAt(points: readonly Point[], { x, y }: StableEdges, dx: number, dy: number): number {
  let matched = 0;
  let total = 0;
  let inside = 0;
  for (const point of points) {
    const column = point.column + dx;
    const row = point.row + dy;
    if (column < 1 || row < 1 || column >= greyWidth - 1 || row >= greyHeight - 1) continue;
    const at = row * greyWidth + column;
    matched += point.x * (x[at] as number) + point.y * (y[at] as number);
    total += point.length;
    inside += 1;
  }
  return inside < Math.max(minPoints, points.length / 3) ? -1 : matched / total;
}
