import { ConvertError } from '../convert-error.ts';
import type { Converter } from '../emitter.ts';
import type { OnnxAttr } from '../onnx-graph.ts';
import { reshaped, transpose } from '../tensor.ts';
import type { TfNode } from '../tf-node.ts';

/** Convolutions and pooling. TensorFlow uses NHWC and ONNX NCHW, so each is converted to an operator between two Transposes. */

/** Filter [kh, kw, in, out] → [out, in, kh, kw]. */
const conv2d: Converter = (node, out) => {
  const filter = transpose(out.constant(node, 1), [3, 2, 0, 1]);
  const value = out.add('Conv', [out.toNchw(out.input(node, 0)), out.tensor(filter)], {
    ...windowOf(node, filter.dims.slice(2)),
  });
  out.fromNchw(node, value);
};

/** Filter [kh, kw, c, m] → [c * m, 1, kh, kw]: result channel c * M + m, as in a grouped convolution. */
const depthwiseConv2d: Converter = (node, out) => {
  const filter = out.constant(node, 1);
  const [height = 1, width = 1, channels = 1, multiplier = 1] = filter.dims;
  const weights = reshaped(transpose(filter, [2, 3, 0, 1]), [channels * multiplier, 1, height, width]);
  const value = out.add('Conv', [out.toNchw(out.input(node, 0)), out.tensor(weights)], {
    ...windowOf(node, [height, width]),
    group: { int: channels },
  });
  out.fromNchw(node, value);
};

/** In TensorFlow and in ONNX, padding is neither a maximum nor part of an average. */
function pool(op: 'MaxPool' | 'AveragePool'): Converter {
  return (node, out) => {
    const window = windowOf(node, spatial(node, 'ksize'));
    const value = out.add(op, [out.toNchw(out.input(node, 0))], window);
    out.fromNchw(node, value);
  };
}

/** @param kernel height and width */
function windowOf(node: TfNode, kernel: readonly number[]): Record<string, OnnxAttr> {
  const format = node.text('data_format', 'NHWC');
  if (format !== 'NHWC') throw node.reject(`data_format ${format}`, 'NHWC');
  const dilations = spatial(node, 'dilations');
  const dilated = dilations.some((step) => step !== 1);
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: spatial(node, 'strides') },
    ...(dilated ? { dilations: { ints: dilations } } : {}),
    ...paddingOf(node, kernel, dilated ? dilations : undefined),
  };
}

/** @param dilations only if some are not 1: the runtime does not support SAME with dilations, so the padding is explicit */
function paddingOf(
  node: TfNode,
  kernel: readonly number[],
  dilations: readonly number[] | undefined,
): Record<string, OnnxAttr> {
  const padding = node.text('padding', '');
  switch (padding) {
    case 'VALID':
      return { pads: { ints: [0, 0, 0, 0] } };
    case 'SAME':
      return dilations ? dilatedSame(node, kernel, dilations) : { auto_pad: { text: 'SAME_UPPER' } };
    case 'EXPLICIT': {
      const [, , top = 0, bottom = 0, left = 0, right = 0] = node.numbers('explicit_paddings');
      return { pads: { ints: [top, left, bottom, right] } };
    }
    default:
      throw node.reject(`padding "${padding}"`, 'SAME, VALID and EXPLICIT');
  }
}

/** With a stride of 1 the padding does not depend on the picture's size: (kernel - 1) * dilation, the odd pixel at the end. */
function dilatedSame(
  node: TfNode,
  kernel: readonly number[],
  dilations: readonly number[],
): Record<string, OnnxAttr> {
  if (spatial(node, 'strides').some((stride) => stride !== 1))
    throw node.reject('strides and dilations at once under SAME padding', 'one of them at a time');
  const totals = kernel.map((size, axis) => (size - 1) * (dilations[axis] ?? 1));
  const before = totals.map((total) => Math.floor(total / 2));
  return { pads: { ints: [...before, ...totals.map((total, axis) => total - (before[axis] ?? 0))] } };
}

/** Height and width of an NHWC attribute of four; batch and channels must be 1. Default [1, 1]. */
function spatial(node: TfNode, key: string): number[] {
  const [batch = 1, height = 1, width = 1, channels = 1] = node.numbers(key);
  if (batch !== 1 || channels !== 1)
    throw new ConvertError(
      `${node.label}: ${key} over batch or channels (${batch}, ${channels}) is not supported`,
    );
  return [height, width];
}

export const convolutionOps: Readonly<Record<string, Converter>> = {
  Conv2D: conv2d,
  DepthwiseConv2dNative: depthwiseConv2d,
  MaxPool: pool('MaxPool'),
  AvgPool: pool('AveragePool'),
};
