import { describe, expect, test } from '@jest/globals';
import { floats, ints } from '../tensor.ts';
import type { RawAttr } from '../tfjs-files.ts';
import { TinyGraph, list, text } from '../tiny-graph.ts';

const aligned: Record<string, RawAttr> = { align_corners: { b: true } };
const halfPixel: Record<string, RawAttr> = { half_pixel_centers: { b: true } };

/** A row of pixels, resized to another width. */
async function resizeRow(
  op: string,
  row: number[],
  width: number,
  grid: Record<string, RawAttr>,
): Promise<number[]> {
  const graph = new TinyGraph([1, 1, row.length, 1])
    .constant('size', ints([2], [1, width]))
    .node('y', op, ['x', 'size'], grid);
  const y = await graph.run(row);
  expect(y.dims).toEqual([1, 1, width, 1]);
  return y.values;
}

/** Expected numbers follow TensorFlow's formula for the source coordinate of target i, scale = in / out. */
describe('ResizeBilinear', () => {
  test('ResizeBilinear samples at i * scale by default', async () =>
    expect(await resizeRow('ResizeBilinear', [0, 10], 4, {})).toEqual([0, 5, 10, 10]));
  test('ResizeBilinear with half-pixel centres samples at (i + 0.5) * scale - 0.5', async () =>
    expect(await resizeRow('ResizeBilinear', [0, 10], 4, halfPixel)).toEqual([0, 2.5, 7.5, 10]));
  test('ResizeBilinear with aligned corners samples at i * (in - 1) / (out - 1)', async () =>
    expect(await resizeRow('ResizeBilinear', [0, 30], 4, aligned)).toEqual([0, 10, 20, 30]));

  test('ResizeBilinear resizes both axes of each channel separately', async () => {
    const graph = new TinyGraph([1, 2, 1, 2])
      .constant('size', ints([2], [4, 1]))
      .node('y', 'ResizeBilinear', ['x', 'size'], halfPixel);
    expect((await graph.run([0, 100, 10, 200])).values).toEqual([0, 100, 2.5, 125, 7.5, 175, 10, 200]);
  });
});

describe('ResizeNearestNeighbor', () => {
  test('ResizeNearestNeighbor samples at floor(i * scale) by default', async () =>
    expect(await resizeRow('ResizeNearestNeighbor', [1, 2, 3], 5, {})).toEqual([1, 1, 2, 2, 3]));
  test('ResizeNearestNeighbor with half-pixel centres samples at floor((i + 0.5) * scale), ties included', async () => {
    expect(await resizeRow('ResizeNearestNeighbor', [1, 2, 3, 4], 2, halfPixel)).toEqual([2, 4]);
    expect(await resizeRow('ResizeNearestNeighbor', [1, 2, 3], 5, halfPixel)).toEqual([1, 1, 2, 3, 3]);
  });
  test('ResizeNearestNeighbor with aligned corners samples at round(i * (in - 1) / (out - 1))', async () =>
    expect(await resizeRow('ResizeNearestNeighbor', [1, 2], 3, aligned)).toEqual([1, 2, 2]));
});

describe('padding', () => {
  const paddings = ints([4, 2], [0, 0, 1, 0, 0, 2, 0, 0]);

  test('Pad adds zeros before and after each axis', async () => {
    const graph = new TinyGraph([1, 1, 1, 1]).constant('p', paddings).node('y', 'Pad', ['x', 'p']);
    expect(await graph.run([7])).toEqual({ dims: [1, 2, 3, 1], values: [0, 0, 0, 7, 0, 0] });
  });

  test('PadV2 with minus infinity before a MaxPool becomes the padding of the pool', async () => {
    const graph = new TinyGraph([1, 1, 1, 1])
      .constant('p', paddings)
      .constant('value', floats([], [-Infinity]))
      .node('padded', 'PadV2', ['x', 'p', 'value'])
      .node('y', 'MaxPool', ['padded'], {
        padding: text('VALID'),
        ksize: list(1, 2, 2, 1),
        strides: list(1, 1, 1, 1),
      });
    expect(await graph.run([-5])).toEqual({ dims: [1, 1, 2, 1], values: [-5, -Infinity] });
  });

  test('PadV2 with minus infinity is kept when no pool follows', async () => {
    const graph = new TinyGraph([1, 1, 1, 1])
      .constant('p', paddings)
      .constant('value', floats([], [-Infinity]))
      .node('y', 'PadV2', ['x', 'p', 'value']);
    expect((await graph.run([7])).values).toEqual([-Infinity, -Infinity, -Infinity, 7, -Infinity, -Infinity]);
  });
});
