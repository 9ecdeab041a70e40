import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Box, intersection, overlap, type Rect } from './box.ts';
import { mergeTiles } from './merge-tiles.ts';
import type { Tile } from './placement.ts';
import { suppress } from './suppress.ts';

const rules = { iou: 0.5, kindOf: (label: number) => String(label), edge: () => 3 };
type Corners = [x1: number, y1: number, x2: number, y2: number];
const box = ([x1, y1, x2, y2]: Corners, score = 0.9, label = 2): Box => ({ x1, y1, x2, y2, score, label });
const anyBox = fc.record({
  x: fc.integer({ min: 0, max: 60 }),
  y: fc.integer({ min: 0, max: 60 }),
  w: fc.integer({ min: 1, max: 120 }),
  h: fc.integer({ min: 1, max: 120 }),
  score: fc.double({ min: 0.01, max: 1, noNaN: true }),
  label: fc.integer({ min: 0, max: 3 }),
});
const boxes = fc.array(
  anyBox.map(({ x, y, w, h, score, label }) => box([x, y, x + w, y + h], score, label)),
  { maxLength: 40 },
);

describe('suppression', () => {
  test('suppressing boxes twice gives the same result as once', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const once = suppress(all, 0.5);
        expect(suppress(once, 0.5)).toEqual(once);
      }),
    );
  });

  test('suppression removes exactly the boxes that overlap a better box by more than the limit', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const kept = suppress(all, 0.5);
        kept.forEach((a, i) =>
          kept.slice(i + 1).forEach((b) => expect(overlap(a, b)).toBeLessThanOrEqual(0.5)),
        );
        for (const lost of all.filter((each) => !kept.includes(each))) {
          expect(kept.some((better) => better.score >= lost.score && overlap(better, lost) > 0.5)).toBe(true);
        }
      }),
    );
  });

  test('suppression keeps one box of a vehicle that is detected as car and as truck', () => {
    expect(suppress([box([0, 0, 100, 50], 0.6, 2), box([2, 0, 100, 52], 0.5, 7)], 0.5)).toHaveLength(1);
  });
});

/** 1000 × 600 px, whole and in six tiles that overlap by 100 px. */
const whole: Tile = { x: 0, y: 0, width: 1000, height: 600 };
const grid: Tile[] = [0, 1, 2].flatMap((column) =>
  [0, 1].map((row) => ({ x: column * 300, y: row * 250, width: 400, height: 350 })),
);

/** Boxes a model would detect in a tile: objects with a third of their area inside, with jitter of the edges that are not cut. */
function detect(tile: Tile, world: readonly Rect[], jitter: number): Box[] {
  const view = { x1: tile.x, y1: tile.y, x2: tile.x + tile.width, y2: tile.y + tile.height };
  return world
    .filter((rect) => intersection(rect, view) >= ((rect.x2 - rect.x1) * (rect.y2 - rect.y1)) / 3)
    .map((rect, i) => {
      const shift = Math.sin(i * 7 + tile.x + tile.y) * jitter;
      const score = 0.5 + 0.4 * Math.abs(Math.sin(i * 3 + tile.x * 5 + tile.y));
      return box(
        [
          Math.max(view.x1, rect.x1 + shift),
          Math.max(view.y1, rect.y1 - shift),
          Math.min(view.x2, rect.x2 + shift),
          Math.min(view.y2, rect.y2 + shift),
        ],
        score,
      );
    });
}

/** Vehicles of up to 90 × 80 px on a loose grid that do not overlap. */
const world = fc
  .array(
    fc.record({
      dx: fc.integer({ min: 0, max: 60 }),
      dy: fc.integer({ min: 0, max: 40 }),
      w: fc.integer({ min: 30, max: 90 }),
      h: fc.integer({ min: 30, max: 80 }),
      isPresent: fc.boolean(),
    }),
    { minLength: 24, maxLength: 24 },
  )
  .map((cells) =>
    cells.flatMap(({ dx, dy, w, h, isPresent }, i) => {
      const x1 = (i % 6) * 165 + dx + 2;
      const y1 = Math.floor(i / 6) * 148 + dy + 2;
      return isPresent ? [{ x1, y1, x2: Math.min(x1 + w, 998), y2: Math.min(y1 + h, 598) }] : [];
    }),
  );

describe('merging tiles', () => {
  test.each([
    ['the whole picture and tiles', [whole, ...grid]],
    ['tiles alone', grid],
  ])('merging %s counts every object exactly once', (_name, tiles) => {
    fc.assert(
      fc.property(world, fc.double({ min: 0, max: 2, noNaN: true }), (objects, jitter) => {
        const merged = mergeTiles(
          tiles.map((tile) => ({ tile, boxes: detect(tile, objects, jitter) })),
          rules,
        );
        expect(merged).toHaveLength(objects.length);
      }),
      { numRuns: 200 },
    );
  });

  test('merging joins two halves of a truck that is longer than the overlap', () => {
    const truck = { x1: 200, y1: 100, x2: 560, y2: 180 };
    const [left, right] = [grid[0] as Tile, grid[2] as Tile];
    const detections = [left, right].map((tile) => ({ tile, boxes: detect(tile, [truck], 0) }));
    expect(detections.map(({ boxes: found }) => found.length)).toEqual([1, 1]);
    expect(mergeTiles(detections, rules)).toHaveLength(1);
  });

  test('merging keeps a person in front of a bus that another tile shows', () => {
    const bus = box([100, 100, 330, 300], 0.9, 5);
    const person = box([150, 200, 180, 290], 0.6, 0);
    const detections = [
      { tile: whole, boxes: [bus] },
      { tile: grid[0] as Tile, boxes: [person] },
    ];
    expect(mergeTiles(detections, rules).map(({ label }) => label)).toEqual([5, 0]);
  });

  test('merging keeps one box of an object that has different labels in two tiles', () => {
    const detections = [
      { tile: whole, boxes: [box([100, 100, 180, 150], 0.4, 2)] },
      { tile: grid[0] as Tile, boxes: [box([102, 98, 182, 151], 0.6, 67)] },
    ];
    expect(mergeTiles(detections, rules).map(({ label }) => label)).toEqual([67]);
  });

  test('merging drops a cut box when another tile shows the place completely', () => {
    const bumper = box([380, 100, 399, 190], 0.8);
    const car = box([340, 120, 460, 170], 0.9);
    const detections = [
      { tile: grid[0] as Tile, boxes: [bumper] },
      { tile: whole, boxes: [car] },
    ];
    expect(mergeTiles(detections, rules)).toEqual([car]);
  });

  test('merging a single tile returns its boxes unchanged', () => {
    const found = [box([0, 0, 50, 50]), box([10, 10, 60, 60])];
    expect(mergeTiles([{ tile: whole, boxes: found }], rules)).toEqual(found);
  });
});
