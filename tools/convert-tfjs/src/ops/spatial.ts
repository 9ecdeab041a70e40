import type { Converter, Emitter } from '../emitter.ts';
import type { OnnxAttr } from '../onnx-graph.ts';
import type { TfNode } from '../tf-node.ts';

/** Padding and resizing. */

/** Paddings are [[before, after], …] per axis; ONNX expects all values before, then all values after. */
const pad: Converter = (node, out) =>
  out.result(node, 'Pad', [out.input(node, 0), out.ints(padsOf(node, out))]);

/** Pad with a given value, often -∞ before a MaxPool. */
const padV2: Converter = (node, out) => {
  const [value = 0] = out.numbers(node, 2);
  out.result(node, 'Pad', [out.input(node, 0), out.ints(padsOf(node, out)), out.scalar(value)]);
};

function padsOf(node: TfNode, out: Emitter): number[] {
  const flat = out.numbers(node, 1);
  const before = flat.filter((_, i) => i % 2 === 0);
  const after = flat.filter((_, i) => i % 2 === 1);
  return [...before, ...after];
}

const resizeBilinear: Converter = (node, out) =>
  resize(node, out, { mode: { text: 'linear' }, coordinate_transformation_mode: { text: gridOf(node) } });

/**
 * TensorFlow takes floor of the source coordinate. On the half-pixel grid it does not subtract the half again;
 * floor(y) = round(y - ½) with ties upwards is the equivalent in ONNX. With aligned corners it rounds.
 */
const resizeNearest: Converter = (node, out) => {
  const grid = gridOf(node);
  const rounding = grid === 'asymmetric' ? 'floor' : 'round_prefer_ceil';
  resize(node, out, {
    mode: { text: 'nearest' },
    coordinate_transformation_mode: { text: grid },
    nearest_mode: { text: rounding },
  });
};

function gridOf(node: TfNode): 'align_corners' | 'half_pixel' | 'asymmetric' {
  if (node.flag('align_corners')) return 'align_corners';
  return node.flag('half_pixel_centers') ? 'half_pixel' : 'asymmetric';
}

/** Batch and channels are read from the value itself; the runtime folds that when its shape is fixed. */
function resize(node: TfNode, out: Emitter, attrs: Record<string, OnnxAttr>): void {
  const value = out.toNchw(out.input(node, 0));
  const front = out.add('Slice', [out.add('Shape', [value]), out.ints([0]), out.ints([2])]);
  const sizes = out.add('Concat', [front, out.ints(out.numbers(node, 1))], { axis: { int: 0 } });
  out.fromNchw(node, out.add('Resize', [value, '', '', sizes], attrs));
}

export const spatialOps: Readonly<Record<string, Converter>> = {
  Pad: pad,
  PadV2: padV2,
  ResizeBilinear: resizeBilinear,
  ResizeNearestNeighbor: resizeNearest,
};
