import { describe, expect, test } from '@jest/globals';
import { type Tensor, floats, numbersOf } from '../tensor.ts';
import type { RawAttr } from '../tfjs-files.ts';
import { TinyGraph, counting, list, text, upTo } from '../tiny-graph.ts';

const unit = list(1, 1, 1, 1);
const ones = (...dims: number[]): Tensor =>
  floats(dims, Array<number>(dims.reduce((product, dim) => product * dim, 1)).fill(1));

function convolve(dims: number[], filter: Tensor, attrs: Record<string, RawAttr>, op = 'Conv2D'): TinyGraph {
  return new TinyGraph(dims).constant('w', filter).node('y', op, ['x', 'w'], attrs);
}

interface Case {
  size: [number, number];
  kernel: [number, number];
  stride: number;
  dilation: number;
}

/** TensorFlow's definition of SAME, as reference: the odd pixel is added at the bottom right. */
function sameConvolution(
  { size: [height, width], kernel, stride, dilation }: Case,
  weights: number[],
): number[] {
  const [startY, startX] = [height, width].map((length, axis) => {
    const spread = ((kernel[axis] ?? 1) - 1) * dilation + 1;
    return -Math.floor(Math.max((Math.ceil(length / stride) - 1) * stride + spread - length, 0) / 2);
  }) as [number, number];
  const at = (y: number, x: number): number =>
    y < 0 || x < 0 || y >= height || x >= width ? 0 : y * width + x + 1;
  const columns = Math.ceil(width / stride);
  return Array.from({ length: Math.ceil(height / stride) * columns }, (_, place) => {
    const y = startY + Math.floor(place / columns) * stride;
    const x = startX + (place % columns) * stride;
    const offset = (i: number): number => i * dilation;
    return weights.reduce((sum, weight, i) => {
      return sum + weight * at(y + offset(Math.floor(i / kernel[1])), x + offset(i % kernel[1]));
    }, 0);
  });
}

describe('Conv2D', () => {
  test('Conv2D with VALID adds no padding', async () => {
    const y = await convolve([1, 3, 3, 1], ones(2, 2, 1, 1), { padding: text('VALID'), strides: unit }).run(
      upTo(9),
    );
    expect(y).toEqual({ dims: [1, 2, 2, 1], values: [12, 16, 24, 28] });
  });

  test.each<Case>([
    { size: [5, 4], kernel: [3, 3], stride: 2, dilation: 1 },
    { size: [4, 4], kernel: [3, 3], stride: 2, dilation: 1 },
    { size: [4, 5], kernel: [2, 2], stride: 1, dilation: 1 },
    { size: [5, 5], kernel: [3, 3], stride: 1, dilation: 2 },
    { size: [7, 7], kernel: [2, 4], stride: 1, dilation: 3 },
    { size: [7, 6], kernel: [5, 3], stride: 3, dilation: 1 },
  ])('SAME: size $size, kernel $kernel, stride $stride, dilation $dilation', async (sample) => {
    const { size, kernel, stride, dilation } = sample;
    const filter = counting([...kernel, 1, 1]);
    const steps = { strides: list(1, stride, stride, 1), dilations: list(1, dilation, dilation, 1) };
    const graph = convolve([1, ...size, 1], filter, { padding: text('SAME'), ...steps });
    const expected = sameConvolution(sample, numbersOf(filter));
    expect((await graph.run(upTo(size[0] * size[1]))).values).toEqual(expected);
  });

  test('Conv2D with EXPLICIT pads each side by its own number', async () => {
    const padding = { padding: text('EXPLICIT'), explicit_paddings: list(0, 0, 1, 0, 2, 0, 0, 0) };
    const y = await convolve([1, 2, 2, 1], ones(2, 2, 1, 1), { ...padding, strides: unit }).run([1, 2, 3, 4]);
    expect(y).toEqual({ dims: [1, 2, 3, 1], values: [0, 1, 3, 0, 4, 10] });
  });

  test('Conv2D reads filters as [height, width, in, out]', async () => {
    const y = await convolve([1, 1, 1, 2], floats([1, 1, 2, 3], [1, 2, 3, 10, 20, 30]), {
      padding: text('VALID'),
      strides: unit,
    }).run([1, 100]);
    expect(y).toEqual({ dims: [1, 1, 1, 3], values: [1001, 2002, 3003] });
  });

  test('Conv2D in NCHW or with an unknown padding is rejected by name', () => {
    const nchw = convolve([1, 1, 2, 2], ones(1, 1, 1, 1), {
      padding: text('VALID'),
      data_format: text('NCHW'),
    });
    expect(() => nchw.convert({ outputs: ['y'] })).toThrow('Conv2D "y" has data_format NCHW');
    const odd = convolve([1, 2, 2, 1], ones(1, 1, 1, 1), { padding: text('MIRROR') });
    expect(() => odd.convert({ outputs: ['y'] })).toThrow('SAME, VALID and EXPLICIT');
    const batch = convolve([1, 2, 2, 1], ones(1, 1, 1, 1), {
      padding: text('SAME'),
      strides: list(2, 1, 1, 1),
    });
    expect(() => batch.convert({ outputs: ['y'] })).toThrow('strides over batch or channels');
  });

  test('Conv2D with computed weights is rejected with the node that computes them', () => {
    const graph = new TinyGraph([1, 1, 1, 1]).node('w', 'Exp', ['x']).node('y', 'Conv2D', ['x', 'w']);
    expect(() => graph.convert({ outputs: ['y'] })).toThrow(
      'input 1 must be a constant, found the result of Exp "w"',
    );
  });
});

describe('DepthwiseConv2dNative', () => {
  test('DepthwiseConv2dNative maps channel c with multiplier m to channel c * M + m', async () => {
    const attrs = { padding: text('VALID'), strides: unit };
    const y = await convolve(
      [1, 1, 1, 2],
      floats([1, 1, 2, 2], [1, 2, 3, 4]),
      attrs,
      'DepthwiseConv2dNative',
    ).run([10, 100]);
    expect(y).toEqual({ dims: [1, 1, 1, 4], values: [10, 20, 300, 400] });
  });

  test('DepthwiseConv2dNative applies a separate window to each channel', async () => {
    const attrs = { padding: text('VALID'), strides: unit };
    const filter = floats([2, 1, 2, 1], [1, 10, 2, 20]);
    const y = await convolve([1, 2, 1, 2], filter, attrs, 'DepthwiseConv2dNative').run([1, 2, 3, 4]);
    expect(y).toEqual({ dims: [1, 1, 1, 2], values: [7, 100] });
  });
});

describe('pooling', () => {
  const attrs = { padding: text('SAME'), ksize: list(1, 2, 2, 1), strides: list(1, 2, 2, 1) };

  test('MaxPool of negative numbers never returns the padding', async () => {
    const y = await new TinyGraph([1, 3, 3, 1])
      .node('y', 'MaxPool', ['x'], attrs)
      .run(upTo(9).map((v) => -v));
    expect(y.values).toEqual([-1, -3, -7, -9]);
  });

  test('AvgPool divides by the number of values without padding', async () => {
    const y = await new TinyGraph([1, 3, 3, 1]).node('y', 'AvgPool', ['x'], attrs).run(upTo(9));
    expect(y.values).toEqual([3, 4.5, 7.5, 9]);
  });
});
