import { expect, test } from '@jest/globals';
import { polygonArea } from './area.ts';
import { crossingEdges, crossingOrFoldedEdges, crossingOrFoldedSegments } from './crossing-edges.ts';
import type { Point } from './point.ts';

const square: Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

test('a square has the area 1 and no crossing edges', () => {
  expect(polygonArea(square)).toBe(1);
  expect(crossingEdges(square)).toBeUndefined();
  expect(crossingOrFoldedEdges(square)).toBeUndefined();
});

test('the crossing edges of a bow tie are found', () => {
  expect(
    crossingEdges([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
    ]),
  ).toEqual([0, 2]);
});

test('an edge that touches another one at a corner counts as crossing', () => {
  expect(
    crossingEdges([
      [0, 0],
      [1, 0],
      [1, 1],
      [0.5, 0],
      [0, 1],
    ]),
  ).toEqual([0, 2]);
});

test('only the strict check finds an edge that runs back along its neighbour', () => {
  const spike: Point[] = [
    [0, 0],
    [1, 0],
    [0.5, 0],
    [0.5, 1],
  ];
  expect(crossingEdges(spike)).toEqual([0, 2]);
  expect(crossingOrFoldedEdges(spike)).toEqual([0, 1]);
});

test('the strict check finds an edge without length', () => {
  expect(
    crossingOrFoldedEdges([
      [0, 0],
      [1, 0],
      [1, 0],
      [0, 1],
    ]),
  ).toEqual([0, 1]);
});

test('a line with two ends may end near its start without closing', () => {
  expect(crossingOrFoldedSegments(square)).toBeUndefined();
  expect(crossingOrFoldedSegments([...square, [0, 0.1]])).toBeUndefined();
});

test('the segments of a line that cross, touch or run back are found', () => {
  expect(crossingOrFoldedSegments([...square, [0.5, -1]])).toEqual([0, 3]);
  expect(crossingOrFoldedSegments([...square, [0, 0]])).toEqual([0, 3]);
  expect(
    crossingOrFoldedSegments([
      [0, 0],
      [1, 0],
      [0.5, 0],
    ]),
  ).toEqual([0, 1]);
});
