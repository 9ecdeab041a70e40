import { describe, expect, test } from '@jest/globals';
import type { PicturePoint, Zone } from '@vialog/contracts';
import fc from 'fast-check';
import { testCards } from './test-cards.fake.ts';
import { baySpan, captureWidth, tilesFor } from './tiles.ts';
import { bayAt, baysZone, view } from './zones.fake.ts';

const card = testCards.nanodet;
const hd = { width: 1280, height: 720 };

/** Rows of equal spaces across the picture. */
function lot(columns: number, rows: number, side: number): Zone {
  const bays = Array.from({ length: columns * rows }, (_, i) =>
    bayAt(
      0.05 + (i % columns) * (0.9 / columns),
      0.1 + Math.floor(i / columns) * (0.8 / rows),
      side / 1280,
      side / 720,
    ),
  );
  return baysZone(bays);
}

describe('tilesFor', () => {
  test('one tile covers the whole picture when there are only areas', () => {
    expect(tilesFor([view], card, hd).tiles).toEqual([{ x: 0, y: 0, ...hd }]);
    expect(captureWidth([view], card)).toBe(416);
  });

  test('one tile covers the whole picture when its spaces are large enough', () => {
    const plan = tilesFor([view, lot(6, 2, 150)], card, hd);
    expect(plan.tiles).toHaveLength(1);
    expect(plan.bays.every((bay) => bay.span >= baySpan.min)).toBe(true);
  });

  test('no tile covers the whole picture when there are only small spaces', () => {
    expect(tilesFor([lot(4, 1, 60)], card, hd).tiles).not.toContainEqual({ x: 0, y: 0, ...hd });
  });

  test('the capture width gives the smallest tile the size of the network input', () => {
    const zones = [view, lot(8, 3, 90)];
    const width = captureWidth(zones, card);
    const smallest = Math.min(...tilesFor(zones, card, hd).tiles.map((tile) => tile.height));
    expect(width).toBeGreaterThan(416);
    expect(Math.abs(width - (416 / smallest) * 1280)).toBeLessThan(8);
    const { tiles } = tilesFor(zones, card, { width, height: Math.round((width * 9) / 16) });
    expect(Math.min(...tiles.map((tile) => Math.max(tile.width, tile.height)))).toBeCloseTo(416, -1);
  });

  test('tiles show every space completely with at least 45 px while fewer than 16 tiles are needed', () => {
    const spot = fc.tuple(
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0, max: 0.85, noNaN: true }),
      fc.double({ min: 0.03, max: 0.1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 14 }), (spots) => {
        const zone = baysZone(spots.map(([x, y, side]) => bayAt(x, y, side, side * 1.3)));
        const { tiles, bays } = tilesFor([view, zone], card, hd);
        for (const tile of tiles) {
          expect(tile.x).toBeGreaterThanOrEqual(0);
          expect(tile.y).toBeGreaterThanOrEqual(0);
          expect(tile.x + tile.width).toBeLessThanOrEqual(hd.width);
          expect(tile.y + tile.height).toBeLessThanOrEqual(hd.height);
        }
        expect(tiles.length).toBeLessThanOrEqual(16);
        if (tiles.length < 16) for (const bay of bays) expect(bay.span).toBeGreaterThanOrEqual(44);
      }),
    );
  });

  test('tiles have a margin around every space, because a vehicle reaches beyond it', () => {
    const row = Array.from({ length: 34 }, (_, i) => bayAt(0.01 + i * 0.0285, 0.5, 0.026, 0.06));
    const { tiles, bays } = tilesFor([baysZone(row)], card, hd);
    const room = (at: number, tile: { x: number; width: number }) =>
      Math.min(tile.x === 0 ? 99 : at - tile.x, tile.x + tile.width === 1280 ? 99 : tile.x + tile.width - at);
    for (const { bounds } of bays) {
      const largest = Math.max(
        ...tiles.map((tile) => Math.min(room(bounds.x1, tile), room(bounds.x2, tile))),
      );
      expect(largest).toBeGreaterThanOrEqual(9);
    }
  });

  test('a tile also serves spaces of other rows that it shows well', () => {
    const rows = [20, 180, 375, 560].flatMap((top) =>
      Array.from({ length: 10 }, (_, i) => bayAt((30 + i * 122) / 1280, top / 720, 122 / 1280, 140 / 720)),
    );
    expect(tilesFor([view, baysZone(rows)], card, hd).tiles).toHaveLength(3);
  });

  test('a plan has at most 16 tiles, and the remaining spaces stay small', () => {
    const { tiles, bays } = tilesFor([view, lot(20, 10, 12)], card, hd);
    expect(tiles).toHaveLength(16);
    expect(bays.some((bay) => bay.span < 28)).toBe(true);
  });

  test('a row of spaces needs fewer tiles than spaces', () => {
    const row: PicturePoint[][] = Array.from({ length: 20 }, (_, i) =>
      bayAt(0.02 + i * 0.045, 0.5, 0.04, 0.08),
    );
    expect(tilesFor([view, baysZone(row)], card, hd).tiles.length).toBeLessThanOrEqual(6);
  });
});
