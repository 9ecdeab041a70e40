import { coversPoint } from './containment.ts';
import { crossingOrFoldedEdges, type EdgePair } from './crossing-edges.ts';
import type { Point, Ring } from './point.ts';

/** A position on earth, WGS-84 degrees. */
export interface GeographicPoint {
  readonly lon: number;
  readonly lat: number;
}

/** Why corners do not form a valid polygon: the ring encloses a pole, or two of its edges cross, touch or fold back. */
export type GeographicPolygonFault =
  { readonly kind: 'pole' } | { readonly kind: 'crossing'; readonly edges: EdgePair };

/** Millionths of a degree, whole numbers, so that two stores which rounded a position alike also judge it alike. */
const unitsPerDegree = 1e6;
const wholeTurn = 360 * unitsPerDegree;

/** Corners count from 0; edge i runs from corner i to the next. Undefined for a valid polygon. */
export function geographicPolygonFault(
  corners: readonly GeographicPoint[],
): GeographicPolygonFault | undefined {
  const ring = unrolled(corners);
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || Math.abs(last[0] - first[0]) > wholeTurn / 2) return { kind: 'pole' };
  const edges = crossingOrFoldedEdges(ring);
  return edges && { kind: 'crossing', edges };
}

/** Whether a position lies in the polygon or on its edges. Edges are straight in longitude and latitude. */
export function geographicPolygonCovers(
  corners: readonly GeographicPoint[],
  position: GeographicPoint,
): boolean {
  const ring = unrolled(corners);
  const [x, y] = inUnits(position);
  return [-wholeTurn, 0, wholeTurn].some((shift) => coversPoint(ring, [x + shift, y]));
}

/**
 * Corners with longitudes that run on: each step takes the shorter way round the earth, across the antimeridian where
 * that is shorter.
 */
function unrolled(corners: readonly GeographicPoint[]): Ring {
  const ring: Point[] = [];
  for (const [x, y] of corners.map(inUnits)) {
    const before = ring.at(-1)?.[0] ?? x;
    ring.push([x + Math.round((before - x) / wholeTurn) * wholeTurn, y]);
  }
  return ring;
}

const inUnits = ({ lon, lat }: GeographicPoint): Point => [
  Math.round(lon * unitsPerDegree),
  Math.round(lat * unitsPerDegree),
];
