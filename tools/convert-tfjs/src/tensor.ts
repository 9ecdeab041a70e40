import { ConvertError } from './convert-error.ts';

/** A constant: row-major values. Integers of any width are kept as int64, which ONNX requires for shapes. */
export type Tensor =
  | { readonly dtype: 'float32'; readonly dims: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'int64'; readonly dims: readonly number[]; readonly data: BigInt64Array }
  | { readonly dtype: 'bool'; readonly dims: readonly number[]; readonly data: Uint8Array };

export function floats(dims: readonly number[], values: ArrayLike<number>): Tensor {
  return { dtype: 'float32', dims, data: Float32Array.from(values) };
}

export function ints(dims: readonly number[], values: readonly number[]): Tensor {
  return { dtype: 'int64', dims, data: BigInt64Array.from(values, BigInt) };
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

/** The values as plain numbers; shapes and axes are always far below 2^53. */
export function numbersOf(tensor: Tensor): number[] {
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number);
}

/** Reorders the axes of a float tensor; `perm[i]` is the old axis that becomes axis i. */
export function transpose(tensor: Tensor, perm: readonly number[]): Tensor {
  if (tensor.dtype !== 'float32') throw new ConvertError('only float32 weights can be re-ordered');
  const strides = stridesOf(tensor.dims);
  const dims = perm.map((axis) => tensor.dims[axis] ?? 1);
  const data = new Float32Array(tensor.data.length);
  const index = dims.map(() => 0);
  for (let at = 0; at < data.length; at++) {
    let from = 0;
    perm.forEach((axis, i) => (from += (index[i] ?? 0) * (strides[axis] ?? 0)));
    data[at] = tensor.data[from] ?? 0;
    advance(index, dims);
  }
  return { dtype: 'float32', dims, data };
}

/** The same values with other dimensions. */
export function reshaped(tensor: Tensor, dims: readonly number[]): Tensor {
  if (sizeOf(dims) !== sizeOf(tensor.dims))
    throw new ConvertError(`cannot view a tensor of [${tensor.dims.join()}] as [${dims.join()}]`);
  return { ...tensor, dims };
}

function stridesOf(dims: readonly number[]): number[] {
  const strides: number[] = [];
  let stride = 1;
  for (const dim of [...dims].reverse()) {
    strides.unshift(stride);
    stride *= dim;
  }
  return strides;
}

function advance(index: number[], dims: readonly number[]): void {
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    index[axis] = (index[axis] ?? 0) + 1;
    if ((index[axis] ?? 0) < (dims[axis] ?? 1)) return;
    index[axis] = 0;
  }
}
