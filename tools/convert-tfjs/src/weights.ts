import { ConvertError } from './convert-error.ts';
import { type Tensor, sizeOf } from './tensor.ts';
import type { WeightGroup, WeightSpec } from './tfjs-files.ts';

const bytesPerValue: Readonly<Record<string, number>> = {
  float32: 4,
  float16: 2,
  int32: 4,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/**
 * Decodes all weights: float32, int32, bool, and float32 stored as float16, uint8 or uint16.
 * @param read returns the bytes of one weight file by its path in the manifest
 * @throws {ConvertError} for an unknown type, or when the files are shorter or longer than the manifest says
 */
export function readWeights(
  groups: readonly WeightGroup[],
  read: (path: string) => Uint8Array,
): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const group of groups) {
    const bytes = Buffer.concat(group.paths.map(read));
    let at = 0;
    for (const spec of group.weights) {
      const length = sizeOf(spec.shape) * widthOf(spec);
      if (at + length > bytes.length) throw wrongSize(group, bytes.length);
      weights.set(spec.name, decode(spec, Uint8Array.from(bytes.subarray(at, at + length))));
      at += length;
    }
    if (at !== bytes.length) throw wrongSize(group, bytes.length);
  }
  return weights;
}

function widthOf(spec: WeightSpec): number {
  const stored = spec.quantization?.dtype ?? spec.dtype;
  const width = bytesPerValue[stored];
  if (width === undefined)
    throw new ConvertError(
      `weight "${spec.name}" has type ${stored}; known are ${Object.keys(bytesPerValue).join(', ')}`,
    );
  return width;
}

function wrongSize(group: WeightGroup, found: number): ConvertError {
  const expected = group.weights.reduce((sum, spec) => sum + sizeOf(spec.shape) * widthOf(spec), 0);
  const files = group.paths.join(', ');
  return new ConvertError(
    `${files}: expected ${expected} bytes by the manifest, found ${found}: the file belongs to another model or is truncated`,
  );
}

/** @param bytes exactly the bytes of the weight, little-endian as in TFJS */
function decode(spec: WeightSpec, bytes: Uint8Array): Tensor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dims = spec.shape;
  const stored = spec.quantization?.dtype ?? spec.dtype;
  const count = sizeOf(dims);
  if (spec.dtype === 'bool') return { dtype: 'bool', dims, data: bytes };
  const number = reader(stored, view);
  if (spec.dtype === 'int32' && spec.quantization === undefined)
    return { dtype: 'int64', dims, data: BigInt64Array.from({ length: count }, (_, i) => BigInt(number(i))) };
  if (spec.dtype !== 'float32')
    throw new ConvertError(
      `weight "${spec.name}" is ${spec.dtype} stored as ${stored}: only float32 may be quantised`,
    );
  const { scale, min } = { scale: 1, min: 0, ...spec.quantization };
  return {
    dtype: 'float32',
    dims,
    data: Float32Array.from({ length: count }, (_, i) => number(i) * scale + min),
  };
}

function reader(stored: string, view: DataView): (i: number) => number {
  switch (stored) {
    case 'float32':
      return (i) => view.getFloat32(i * 4, true);
    case 'float16':
      return (i) => view.getFloat16(i * 2, true);
    case 'int32':
      return (i) => view.getInt32(i * 4, true);
    case 'uint16':
      return (i) => view.getUint16(i * 2, true);
    default:
      return (i) => view.getUint8(i);
  }
}
