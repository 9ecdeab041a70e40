import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { containsPoint, coversPoint } from './containment.ts';
import type { Point } from './point.ts';

const triangle: Point[] = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.5, 0.9],
];
const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });

test.each([
  [[0.5, 0.5], true],
  [[0.1, 0.8], false],
  [[0.5, 0.95], false],
] as const)('a triangle contains the point %j: %j', (point, expected) => {
  expect(containsPoint(triangle, point)).toBe(expected);
});

test('a ring without corners contains no point', () => {
  expect(containsPoint([], [0.5, 0.5])).toBe(false);
});

test('exactly one of two polygons contains a point on the edge they share', () => {
  fc.assert(
    fc.property(share, share, (seam, other) => {
      const left: Point[] = [
        [0, 0],
        [seam, 0],
        [seam, 1],
        [0, 1],
      ];
      const right: Point[] = [
        [seam, 0],
        [1, 0],
        [1, 1],
        [seam, 1],
      ];
      expect([left, right].filter((ring) => containsPoint(ring, [seam, other]))).toHaveLength(1);
    }),
  );
});

test('exactly one of two triangles contains a point near the slanted edge they share', () => {
  fc.assert(
    fc.property(share, share, share, (a, b, t) => {
      const low: Point = [a, 0];
      const high: Point = [b, 1];
      const near: Point = [a + (b - a) * t, t];
      const left: Point[] = [[-1, 0], low, high, [-1, 1]];
      const right: Point[] = [low, [2, 0], [2, 1], high];
      expect([left, right].filter((ring) => containsPoint(ring, near))).toHaveLength(1);
    }),
  );
});

test('a polygon covers its corners and the points of its edges', () => {
  for (const point of [...triangle, [0.5, 0.1] as const]) expect(coversPoint(triangle, point)).toBe(true);
  expect(coversPoint(triangle, [0.5, 0.0999])).toBe(false);
});
