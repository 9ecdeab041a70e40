import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RgbPicture } from '@vialog/contracts';
import { drawOutlines } from './draw-outlines.ts';

const greyPicture = (width: number, height: number): RgbPicture => ({
  width,
  height,
  format: 'rgb24',
  pixels: new Uint8Array(width * height * 3).fill(114),
});
const colourAt = ({ width, pixels }: RgbPicture, x: number, y: number) => [
  ...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3),
];
const [grey, yellow, black] = [
  [114, 114, 114],
  [255, 221, 0],
  [0, 0, 0],
];

describe('drawOutlines', () => {
  test('draws the edges of a rectangle with a dark line on both sides and leaves its inside', () => {
    const picture = greyPicture(40, 30);
    drawOutlines(picture, [{ x1: 10, y1: 8, x2: 30, y2: 22 }]);
    expect([10, 20, 29].map((x) => colourAt(picture, x, 8))).toEqual([yellow, yellow, yellow]);
    expect(colourAt(picture, 20, 21)).toEqual(yellow);
    expect([7, 10].map((y) => colourAt(picture, 20, y))).toEqual([black, black]);
    expect([colourAt(picture, 20, 15), colourAt(picture, 3, 3)]).toEqual([grey, grey]);
  });

  test('draws wider lines into larger pictures', () => {
    const picture = greyPicture(1920, 40);
    drawOutlines(picture, [{ x1: 10, y1: 10, x2: 100, y2: 35 }]);
    expect([10, 13].map((y) => colourAt(picture, 50, y))).toEqual([yellow, yellow]);
  });

  test('never writes outside of the picture and accepts any rectangle', () => {
    const side = fc.double({ min: -100, max: 200, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(side, side, side, side), ([x1, y1, x2, y2]) => {
        const picture = greyPicture(31, 17);
        drawOutlines(picture, [{ x1, y1, x2, y2 }]);
        expect(picture.pixels).toHaveLength(31 * 17 * 3);
        const colours = new Set<string>();
        for (let i = 0; i < picture.pixels.length; i += 3)
          colours.add(String([...picture.pixels.subarray(i, i + 3)]));
        for (const colour of colours) expect([grey, yellow, black].map(String)).toContain(colour);
      }),
    );
  });
});
