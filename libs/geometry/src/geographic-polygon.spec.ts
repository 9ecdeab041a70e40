import { expect, test } from '@jest/globals';
import {
  geographicPolygonCovers,
  geographicPolygonFault,
  type GeographicPoint,
} from './geographic-polygon.ts';

const corner = (lon: number, lat: number): GeographicPoint => ({ lon, lat });

test('a polygon covers its edges and a position within', () => {
  const corners = [corner(112, 31), corner(113, 31), corner(112, 32)];
  expect(geographicPolygonCovers(corners, corner(112.2, 31.2))).toBe(true);
  expect(geographicPolygonCovers(corners, corner(112.5, 31.5))).toBe(true);
  expect(geographicPolygonCovers(corners, corner(112.500001, 31.5))).toBe(false);
});

test('a polygon across the antimeridian covers positions on both sides of it', () => {
  const fiji = [corner(176, -20), corner(-178, -20), corner(-178, -15), corner(176, -15)];
  expect(geographicPolygonFault(fiji)).toBeUndefined();
  expect(geographicPolygonCovers(fiji, corner(179, -17))).toBe(true);
  expect(geographicPolygonCovers(fiji, corner(-179, -17))).toBe(true);
  expect(geographicPolygonCovers(fiji, corner(-177, -17))).toBe(false);
});

test('a position beside an edge across half the earth is not taken for one on the edge', () => {
  // The products of these differences exceed 2^53; a plain cross product rounds to 0, which means "on the edge".
  const [a, b] = [corner(-90, -80), corner(89.000003, 80.000003)];
  const below = [a, b, corner(89.000003, 85), corner(-90, 85)];
  const above = [a, corner(89, -85), b];
  const beside = corner(82.719298, 74.385965);
  expect([below, above].filter((ring) => geographicPolygonCovers(ring, beside))).toHaveLength(1);
});

test('edges that cross are reported by their numbers', () => {
  expect(geographicPolygonFault([corner(0, 0), corner(1, 1), corner(1, 0), corner(0, 1)])).toEqual({
    kind: 'crossing',
    edges: [0, 2],
  });
});

test('a polygon around a pole is reported', () => {
  const ring = [0, 90, 180, -90].map((lon) => corner(lon, 80));
  expect(geographicPolygonFault(ring)).toEqual({ kind: 'pole' });
});
