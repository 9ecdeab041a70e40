import { describe, expect, it } from '@jest/globals';
import { aspectRatioOf, stretched } from './aspect-ratio.ts';

describe('aspect ratio', () => {
  it('the aspect ratio is the quotient of the two numbers, and undefined without a text', () => {
    expect(aspectRatioOf('16:9')).toBeCloseTo(1.777_8, 3);
    expect(aspectRatioOf(undefined)).toBeUndefined();
  });

  it('stretches an rgb24 picture by repeating or leaving out lines', () => {
    const pixels = new Uint8Array([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9]);
    const picture = { width: 2, height: 2, format: 'rgb24', pixels } as const;
    expect(stretched(picture, 0.5)).toMatchObject({ width: 2, height: 4 });
    expect([...stretched(picture, 0.5).pixels]).toEqual(
      [1, 9].flatMap((value) => Array<number>(12).fill(value)),
    );
    expect(stretched(picture, 1)).toBe(picture);
  });

  it('stretches each plane of a yuv420p picture', () => {
    const pixels = new Uint8Array([1, 1, 9, 9, 5, 7]);
    const picture = { width: 2, height: 2, format: 'yuv420p', pixels } as const;
    expect([...stretched(picture, 0.5).pixels]).toEqual([1, 1, 1, 1, 9, 9, 9, 9, 5, 5, 7, 7]);
  });
});
