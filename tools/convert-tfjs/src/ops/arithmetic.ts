import { ConvertError } from '../convert-error.ts';
import type { Converter } from '../emitter.ts';
import { type Tensor, floats, numbersOf } from '../tensor.ts';
import type { TfNode } from '../tf-node.ts';

/** Element-wise operators. TensorFlow and ONNX both broadcast like NumPy. */

function same(op: string): Converter {
  return (node, out) =>
    out.result(
      node,
      op,
      node.inputs.map((_, i) => out.input(node, i)),
    );
}

const leakyRelu: Converter = (node, out) =>
  out.result(node, 'LeakyRelu', [out.input(node, 0)], { alpha: { float: node.number('alpha', 0.2) } });

const relu6: Converter = (node, out) =>
  out.result(node, 'Clip', [out.input(node, 0), out.scalar(0), out.scalar(6)]);

/** Added along the last axis (NHWC) by broadcasting. */
const biasAdd: Converter = (node, out) => {
  const format = node.text('data_format', 'NHWC');
  if (format !== 'NHWC') throw node.reject(`data_format ${format}`, 'NHWC');
  out.result(node, 'Add', [out.input(node, 0), out.input(node, 1)]);
};

/** y = x · scale / √(variance + ε) + (offset − mean · scale / √(variance + ε)), all along the last axis. */
const fusedBatchNorm: Converter = (node, out) => {
  if (node.flag('is_training')) throw node.reject('is_training', 'inference graphs only');
  const format = node.text('data_format', 'NHWC');
  if (format !== 'NHWC') throw node.reject(`data_format ${format}`, 'NHWC');
  const [scale, offset, mean, variance] = [1, 2, 3, 4].map((i) =>
    column(out.constant(node, i), node),
  ) as Columns;
  const epsilon = node.number('epsilon', 1e-4);
  const factor = scale.map((value, i) => value / Math.sqrt((variance[i] ?? 0) + epsilon));
  const shift = offset.map((value, i) => value - (mean[i] ?? 0) * (factor[i] ?? 0));
  const scaled = out.add('Mul', [out.input(node, 0), out.tensor(floats([factor.length], factor))]);
  out.result(node, 'Add', [scaled, out.tensor(floats([shift.length], shift))]);
};

type Columns = [number[], number[], number[], number[]];

function column(tensor: Tensor, node: TfNode): number[] {
  if (tensor.dims.length !== 1)
    throw new ConvertError(`${node.label}: expected one value per channel, found [${tensor.dims.join()}]`);
  return numbersOf(tensor);
}

/** TFJS files contain the names of TensorFlow's data types, not their numbers. */
const onnxTypes: Readonly<Record<string, number>> = { DT_FLOAT: 1, DT_INT32: 7, DT_INT64: 7, DT_BOOL: 9 };

const cast: Converter = (node, out) => {
  const to = onnxTypes[node.type('DstT')];
  if (to === undefined) throw node.reject(`DstT ${node.type('DstT')}`, Object.keys(onnxTypes).join(', '));
  out.result(node, 'Cast', [out.input(node, 0)], { to: { int: to } });
};

export const arithmeticOps: Readonly<Record<string, Converter>> = {
  Add: same('Add'),
  AddV2: same('Add'),
  AddN: same('Sum'),
  Sub: same('Sub'),
  Mul: same('Mul'),
  Exp: same('Exp'),
  Sigmoid: same('Sigmoid'),
  Relu: same('Relu'),
  Relu6: relu6,
  LeakyRelu: leakyRelu,
  BiasAdd: biasAdd,
  FusedBatchNorm: fusedBatchNorm,
  FusedBatchNormV3: fusedBatchNorm,
  Cast: cast,
  Identity: same('Identity'),
};
