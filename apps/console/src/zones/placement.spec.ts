import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PicturePoint } from '@vialog/contracts';
import { freeRectangle, notOnTop } from './placement.ts';

const square = (left: number, top: number, size = 0.3): PicturePoint[] => [
  [left, top],
  [left + size, top],
  [left + size, top + size],
  [left, top + size],
];

describe('freeRectangle', () => {
  it('keeps the preferred place where it is free', () => {
    expect(freeRectangle(square(0.35, 0.35), [])).toEqual(
      square(0.35, 0.35).map((point) => point.map((value) => Math.round(value * 1e4) / 1e4)),
    );
  });

  it('gives many new shapes different places inside the picture', () => {
    const taken: PicturePoint[][] = [];
    for (let i = 0; i < 40; i += 1) taken.push(freeRectangle(square(0.35, 0.35), taken));
    expect(new Set(taken.map(String)).size).toBe(40);
    for (const value of taken.flat(2)) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });
});

describe('notOnTop', () => {
  it('never puts a copy exactly on its original, wherever that is', () => {
    const place = fc.double({ min: 0, max: 0.8, noNaN: true }).map((value) => Math.round(value * 1e4) / 1e4);
    fc.assert(
      fc.property(place, place, (left, top) => {
        const original = square(left, top, 0.2).map((point): PicturePoint => [
          Math.round(point[0] * 1e4) / 1e4,
          Math.round(point[1] * 1e4) / 1e4,
        ]);
        const [copy] = notOnTop([original], [original]);
        expect(copy).not.toEqual(original);
        for (const value of copy?.flat() ?? [2]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('moves the spaces of a row together', () => {
    const row = [square(0.1, 0.1, 0.1), square(0.2, 0.1, 0.1)];
    const [first, second] = notOnTop(row, row);
    expect(second?.[0]?.[0]).toBeCloseTo((first?.[0]?.[0] ?? 0) + 0.1, 4);
    expect(first).not.toEqual(row[0]);
  });
});
