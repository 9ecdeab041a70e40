import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Point } from './point.ts';
import { sharedArea } from './shared-area.ts';

const box = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

const boxes = fc
  .tuple(...[0, 0, 0.01, 0.01].map((min) => fc.double({ min, max: 0.5, noNaN: true })))
  .map(([x, y, width, height]) => [x, y, width, height] as [number, number, number, number]);

it('the area two boxes share is the product of the shared sides', () => {
  fc.assert(
    fc.property(boxes, boxes, (a, b) => {
      const side = (i: 0 | 1) =>
        Math.max(0, Math.min(a[i] + a[i + 2]!, b[i] + b[i + 2]!) - Math.max(a[i], b[i]));
      expect(sharedArea(box(...a), box(...b))).toBeCloseTo(side(0) * side(1), 9);
    }),
  );
});

it('the area shared with a concave polygon is exact and does not depend on the order of the two', () => {
  const outer = [
    [0, 0],
    [0.2, 0],
    [0.2, 0.8],
    [0.8, 0.8],
  ] as const;
  const u: Point[] = [
    ...outer,
    ...([
      [0.8, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ] as const),
  ];
  const bar = box(0, 0.3, 1, 0.1);
  expect(sharedArea(u, bar)).toBeCloseTo(0.04, 12);
  expect(sharedArea(bar, u)).toBeCloseTo(0.04, 12);
  expect(sharedArea(u, box(0.3, 0.1, 0.4, 0.6))).toBe(0);
});

it('the area two crossing triangles share is exact', () => {
  const up: Point[] = [
    [0, 0],
    [1, 0],
    [0.5, 1],
  ];
  const down: Point[] = [
    [0, 1],
    [1, 1],
    [0.5, 0],
  ];
  expect(sharedArea(up, down)).toBeCloseTo(0.25, 12);
});

it('polygons that only touch share no area', () => {
  expect(sharedArea(box(0, 0, 0.5, 0.5), box(0.5, 0, 0.5, 0.5))).toBe(0);
});
