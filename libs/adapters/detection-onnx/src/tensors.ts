import { Tensor } from 'onnxruntime-node';
import type { ModelCard } from '@vialog/contracts';

type Input = ModelCard['input'];

/** The picture as a tensor of the type that the model expects. */
export function pictureTensor(
  dtype: NonNullable<Input['dtype']>,
  data: Float32Array,
  dims: readonly number[],
): Tensor {
  switch (dtype) {
    case 'float32':
      return new Tensor('float32', data, dims);
    case 'float16':
      return float16Tensor(data, dims);
    case 'uint8':
      return new Tensor('uint8', new Uint8Array(Uint8ClampedArray.from(data).buffer), dims);
  }
}

/** The size of the input, for models that scale their boxes themselves; the boxes are then px of the input. */
export function sizeTensor(
  { width, height, batch = 1 }: Input,
  { order, dtype }: NonNullable<Input['sizeInput']>,
): Tensor {
  const pair = order === 'width-height' ? [width, height] : [height, width];
  const sizes = Array.from({ length: batch }, () => pair).flat();
  const dims = [batch, 2];
  if (dtype === 'int64') return new Tensor('int64', BigInt64Array.from(sizes.map(BigInt)), dims);
  return dtype === 'int32'
    ? new Tensor('int32', Int32Array.from(sizes), dims)
    : new Tensor('float32', Float32Array.from(sizes), dims);
}

/**
 * The numbers of an output as float32; float32 is not copied.
 * @throws {Error} when the output has no numbers
 */
export function floatsOf(name: string, { data, type }: Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float32Array.from(data, Number);
  if (isNumbers(data)) return Float32Array.from(data);
  throw new Error(`expected numbers in output ${name} and found ${type}`);
}

function isNumbers(data: Tensor['data']): data is Tensor['data'] & ArrayLike<number> {
  return ArrayBuffer.isView(data);
}

/**
 * onnxruntime-node 1.30 hands no `Float16Array` to its native part, and turns a `Uint16Array` into one when the tensor is made
 * as float16. So the tensor is made as uint16, and its type is set afterwards.
 */
function float16Tensor(data: Float32Array, dims: readonly number[]): Tensor {
  const bits = new Uint16Array(new Float16Array(data).buffer);
  return Object.assign(new Tensor('uint16', bits, dims), { type: 'float16' as const });
}
