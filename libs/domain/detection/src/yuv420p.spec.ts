import { describe, expect, test } from '@jest/globals';
import type { RgbPicture } from '@vialog/contracts';
import fc from 'fast-check';
import { packYuv420p, unpackYuv420p, yuv420pBytes } from './yuv420p.ts';

const plain = (rgb: readonly number[], width = 2, height = 2): RgbPicture => ({
  width,
  height,
  format: 'rgb24' as const,
  pixels: Uint8Array.from({ length: width * height * 3 }, (_, i) => rgb[i % 3] as number),
});

describe('yuv420p', () => {
  // BT.601, limited range: luma 16..235, chroma 16..240; the values of FFmpeg and of colour bar tables.
  test.each([
    ['black', [0, 0, 0], [16, 128, 128]],
    ['white', [255, 255, 255], [235, 128, 128]],
    ['red', [255, 0, 0], [81, 90, 240]],
    ['green', [0, 255, 0], [145, 54, 34]],
    ['blue', [0, 0, 255], [41, 240, 110]],
    ['yellow', [255, 255, 0], [210, 16, 146]],
    ['cyan', [0, 255, 255], [170, 166, 16]],
    ['magenta', [255, 0, 255], [106, 202, 222]],
    ['grey', [128, 128, 128], [126, 128, 128]],
  ])('%s has the yuv420p values of BT.601 and converts back', (_name, rgb, yuv) => {
    const packed = packYuv420p(plain(rgb));
    expect([packed[0], packed[4], packed[5]]).toEqual(yuv);
    const back = unpackYuv420p({ width: 2, height: 2 }, packed).pixels;
    for (const [i, value] of rgb.entries())
      expect(Math.abs((back[i] as number) - value)).toBeLessThanOrEqual(2);
  });

  test('yuv420p has three planes: luma row by row, then one value of each chroma per four pixels', () => {
    const left = plain([255, 0, 0], 2, 4);
    const pixels = Uint8Array.from({ length: 4 * 4 * 3 }, (_, i) => {
      const column = Math.floor(i / 3) % 4;
      return column < 2 ? (left.pixels[i % 3] as number) : ([0, 0, 255][i % 3] as number);
    });
    const packed = packYuv420p({ width: 4, height: 4, format: 'rgb24', pixels });
    expect([...packed]).toEqual([
      ...[81, 81, 41, 41, 81, 81, 41, 41, 81, 81, 41, 41, 81, 81, 41, 41],
      ...[90, 240, 90, 240],
      ...[240, 110, 240, 110],
    ]);
  });

  test('yuv420p has half the bytes of rgb24, and one more chroma column or row when a side is odd', () => {
    expect(yuv420pBytes({ width: 4, height: 2 })).toBe(12);
    expect(yuv420pBytes({ width: 5, height: 3 })).toBe(15 + 2 * 6);
    expect(yuv420pBytes({ width: 1, height: 1 })).toBe(3);
  });

  test('a picture of one colour converts to yuv420p and back with an error of at most 2 of 255', () => {
    const channel = fc.integer({ min: 0, max: 255 });
    const side = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(fc.tuple(channel, channel, channel), side, side, (rgb, width, height) => {
        const picture = plain(rgb, width, height);
        const back = unpackYuv420p(picture, packYuv420p(picture));
        expect(back).toMatchObject({ width, height });
        const worst = back.pixels.reduce(
          (max, value, i) => Math.max(max, Math.abs(value - (picture.pixels[i] as number))),
          0,
        );
        expect(worst).toBeLessThanOrEqual(2);
      }),
    );
  });

  test('yuv420p keeps the luma of every pixel within 2, independent of its neighbours', () => {
    const luma = (pixels: Uint8Array, i: number) =>
      0.299 * (pixels[i] as number) + 0.587 * (pixels[i + 1] as number) + 0.114 * (pixels[i + 2] as number);
    // Not at the limits of the colour space, where the mean colour of a block is clamped for one of its pixels.
    const grey = fc.integer({ min: 90, max: 165 });
    fc.assert(
      fc.property(fc.array(grey, { minLength: 36, maxLength: 36 }), (values) => {
        const picture = { width: 4, height: 3, format: 'rgb24' as const, pixels: Uint8Array.from(values) };
        const back = unpackYuv420p(picture, packYuv420p(picture));
        for (let i = 0; i < 36; i += 3)
          expect(Math.abs(luma(back.pixels, i) - luma(picture.pixels, i))).toBeLessThanOrEqual(2);
      }),
    );
  });

  test.each([
    [{ width: 2, height: 2 }, 7, 'expected 6 bytes for yuv420p of 2 × 2 px, found 7'],
    [{ width: 0, height: 2 }, 0, 'expected 0 bytes for yuv420p of 0 × 2 px, found 0'],
    [{ width: 2.5, height: 2 }, 9, 'yuv420p of 2.5 × 2 px'],
  ])('a yuv420p picture of %p with %d bytes is rejected', (sides, bytes, message) => {
    expect(() => unpackYuv420p(sides, new Uint8Array(bytes))).toThrow(message);
  });

  test('an rgb24 picture with the wrong number of bytes is rejected', () => {
    expect(() => packYuv420p({ width: 2, height: 2, format: 'rgb24', pixels: new Uint8Array(11) })).toThrow(
      'expected 12 bytes for rgb24 of 2 × 2 px, found 11',
    );
  });
});
