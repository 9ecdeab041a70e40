import { ConvertError } from './convert-error.ts';
import { type Tensor, ints, numbersOf, sizeOf } from './tensor.ts';
import type { TfNode } from './tf-node.ts';

/** Computes one node at conversion time from constant inputs. */
type Evaluate = (inputs: readonly Tensor[], node: TfNode) => Tensor;

/**
 * Scatters values into a tensor of a default value. Exporters use it to build shapes and axis orders;
 * ONNX has no such operator, so it is only supported where all inputs are constants.
 */
const sparseToDense: Evaluate = ([indices, shape, values, fallback], node) => {
  if (!indices || !shape || !values || !fallback)
    throw new ConvertError(`${node.label}: expected indices, shape, values and a default as constants`);
  const dims = numbersOf(shape);
  const [empty = 0] = numbersOf(fallback);
  const result = Array.from({ length: sizeOf(dims) }, () => empty);
  const filled = numbersOf(values);
  const places = numbersOf(indices);
  for (let i = 0; i < places.length / dims.length; i++) {
    const place = dims.reduce((sum, dim, axis) => sum * dim + (places[i * dims.length + axis] ?? 0), 0);
    result[place] = at(filled, i);
  }
  return ints(dims, result);
};

/** Sums integer constants of one shape (or a scalar): axis orders and reshape targets, never weights. */
const addIntegers: Evaluate = ([left, right], node) => {
  if (left?.dtype !== 'int64' || right?.dtype !== 'int64')
    throw new ConvertError(`${node.label}: only integers are added at conversion time`);
  const a = numbersOf(left);
  const b = numbersOf(right);
  if (a.length !== b.length && a.length !== 1 && b.length !== 1)
    throw new ConvertError(
      `${node.label}: expected constants of one shape, found ${a.length} and ${b.length} values`,
    );
  const longer = a.length >= b.length ? left : right;
  return ints(
    longer.dims,
    Array.from({ length: Math.max(a.length, b.length) }, (_, i) => at(a, i) + at(b, i)),
  );
};

function at(values: readonly number[], i: number): number {
  return values[values.length === 1 ? 0 : i] ?? 0;
}

const same: Evaluate = ([value], node) => {
  if (!value) throw new ConvertError(`${node.label}: expected an input, found none`);
  return value;
};

const evaluators: ReadonlyMap<string, Evaluate> = new Map(
  Object.entries({ SparseToDense: sparseToDense, Add: addIntegers, AddV2: addIntegers, Identity: same }),
);

/**
 * The value of a node whose inputs are all constants, or undefined where it stays in the graph.
 * Weights (floats) are not folded, because the runtime folds them when it loads the model.
 */
export function foldNode(node: TfNode, constants: ReadonlyMap<string, Tensor>): Tensor | undefined {
  const evaluate = evaluators.get(node.op);
  const inputs = node.inputs.map((reference) => constants.get(reference));
  if (!evaluate || !inputs.every((tensor) => tensor !== undefined)) return undefined;
  const integersOnly = node.op !== 'Identity';
  if (integersOnly && inputs.some((tensor) => tensor.dtype !== 'int64')) return undefined;
  return evaluate(inputs, node);
}
