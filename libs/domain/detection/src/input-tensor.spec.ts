import { describe, expect, test } from '@jest/globals';
import type { ModelCard, RgbPicture } from '@vialog/contracts';
import fc from 'fast-check';
import { InputTensor } from './input-tensor.ts';
import { fitTile, toInput, toPicture } from './placement.ts';
import { testCards } from './test-cards.fake.ts';

type Input = ModelCard['input'];
const tiny: Input = { ...testCards.nanodet.input, width: 4, height: 4, mean: [1, 2, 3], std: [2, 4, 8] };
const at = (tensor: InputTensor, ...index: number[]) =>
  tensor.data[index.reduce((sum, i, k) => sum * (tensor.dims[k] as number) + i, 0)];

/** A picture whose pixels encode their position: red = x, green = y, blue = 100. */
function positions(width: number, height: number): RgbPicture {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels.set([x, y, 100], (y * width + x) * 3);
  return { width, height, format: 'rgb24' as const, pixels };
}

describe('InputTensor', () => {
  test('an NCHW tensor has normalised BGR planes with padding below the picture', () => {
    const tensor = new InputTensor({ ...tiny, pad: 114 });
    const placement = tensor.write(positions(4, 2), { x: 0, y: 0, width: 4, height: 2 });
    expect(placement).toEqual({ x: 0, y: 0, width: 4, height: 2 });
    expect(tensor.dims).toEqual([1, 3, 4, 4]);
    expect(at(tensor, 0, 0, 1, 3)).toBeCloseTo((100 - 1) / 2);
    expect(at(tensor, 0, 1, 1, 3)).toBeCloseTo((1 - 2) / 4);
    expect(at(tensor, 0, 2, 1, 3)).toBeCloseTo((3 - 3) / 8);
    expect(at(tensor, 0, 2, 3, 0)).toBeCloseTo((114 - 3) / 8);
  });

  test('an NHWC tensor interleaves RGB and has padding on both sides when the picture is centred', () => {
    const tensor = new InputTensor({ ...tiny, layout: 'NHWC', channels: 'RGB', resize: 'letterbox-centre' });
    tensor.write(positions(4, 2), { x: 0, y: 0, width: 4, height: 2 });
    expect(tensor.dims).toEqual([1, 4, 4, 3]);
    expect(at(tensor, 0, 1, 3, 0)).toBeCloseTo((3 - 1) / 2);
    expect(at(tensor, 0, 2, 3, 1)).toBeCloseTo((1 - 2) / 4);
    expect(at(tensor, 0, 0, 0, 0)).toBeCloseTo((0 - 1) / 2);
  });

  test('a tensor of a fixed batch holds the picture in the first place and zeros behind it', () => {
    const tensor = new InputTensor({ ...tiny, pad: 114, batch: 2 });
    tensor.write(positions(4, 2), { x: 0, y: 0, width: 4, height: 2 });
    expect(tensor.dims).toEqual([2, 3, 4, 4]);
    expect(at(tensor, 0, 0, 1, 3)).toBeCloseTo((100 - 1) / 2);
    expect(at(tensor, 0, 2, 3, 0)).toBeCloseTo((114 - 3) / 8);
    expect(tensor.data.subarray(48).every((value) => value === 0)).toBe(true);
  });

  test('a tall tile is placed in the middle when the picture is centred', () => {
    const tensor = new InputTensor({ ...tiny, resize: 'letterbox-centre' });
    expect(tensor.write(positions(2, 4), { x: 0, y: 0, width: 2, height: 4 })).toMatchObject({ x: 1, y: 0 });
  });

  test('the tensor contains the pixels of the requested tile', () => {
    const tensor = new InputTensor({ ...tiny, mean: [0, 0, 0], std: [1, 1, 1], channels: 'RGB' });
    tensor.write(positions(20, 20), { x: 7, y: 11, width: 4, height: 4 });
    expect([at(tensor, 0, 0, 0, 0), at(tensor, 0, 1, 0, 0), at(tensor, 0, 0, 3, 3)]).toEqual([7, 11, 10]);
  });

  test.each([2, 1.5, 0.5, 3, 5.3])('scaling by 1/%p keeps the position of every pixel', (shrink) => {
    const side = 40;
    const tensor = new InputTensor({
      ...tiny,
      width: side,
      height: side,
      mean: [0, 0, 0],
      std: [1, 1, 1],
      channels: 'RGB',
    });
    const from = Math.round(side * shrink);
    tensor.write(positions(from + 9, from + 5), { x: 6, y: 3, width: from, height: from });
    for (const i of [2, 17, 37]) {
      const expected = (i + 0.5) * (from / side) - 0.5;
      expect(Math.abs((at(tensor, 0, 0, 20, i) as number) - (6 + expected))).toBeLessThanOrEqual(
        shrink / 4 + 0.01,
      );
      expect(Math.abs((at(tensor, 0, 1, i, 20) as number) - (3 + expected))).toBeLessThanOrEqual(
        shrink / 4 + 0.01,
      );
    }
  });

  test('the padding of a small tile has no pixels of a larger tile before it', () => {
    const tensor = new InputTensor(tiny);
    tensor.write(positions(4, 4), { x: 0, y: 0, width: 4, height: 4 });
    tensor.write(positions(4, 1), { x: 0, y: 0, width: 4, height: 1 });
    expect(at(tensor, 0, 0, 3, 3)).toBeCloseTo((0 - 1) / 2);
  });
});

describe('fitTile', () => {
  const input = fc.constantFrom<Input>(testCards.nanodet.input, testCards.picodet.input, {
    ...testCards.nanodet.input,
    resize: 'letterbox-centre',
    height: 288,
  });
  const tile = fc.record({
    x: fc.integer({ min: 0, max: 500 }),
    y: fc.integer({ min: 0, max: 500 }),
    width: fc.integer({ min: 40, max: 3000 }),
    height: fc.integer({ min: 40, max: 3000 }),
  });

  test('converting a rectangle to the input and back returns the same rectangle', () => {
    fc.assert(
      fc.property(
        input,
        tile,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        (card, cut, shares) => {
          const [a = 0, b = 0, c = 0, d = 0] = shares;
          const rect = {
            x1: cut.x + Math.min(a, b) * cut.width,
            x2: cut.x + Math.max(a, b) * cut.width,
            y1: cut.y + Math.min(c, d) * cut.height,
            y2: cut.y + Math.max(c, d) * cut.height,
          };
          const placement = fitTile(cut, card);
          const back = toPicture(toInput(rect, placement, cut), placement, cut);
          for (const side of ['x1', 'y1', 'x2', 'y2'] as const) expect(back[side]).toBeCloseTo(rect[side], 6);
        },
      ),
    );
  });

  test('a fitted tile fills the input on at least one side and lies inside it', () => {
    fc.assert(
      fc.property(input, tile, (card, cut) => {
        const placement = fitTile(cut, card);
        expect(placement.x + placement.width).toBeLessThanOrEqual(card.width);
        expect(placement.y + placement.height).toBeLessThanOrEqual(card.height);
        expect(placement.width === card.width || placement.height === card.height).toBe(true);
      }),
    );
  });
});
