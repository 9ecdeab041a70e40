import { describe, expect, test } from '@jest/globals';
import { numbersOf } from './tensor.ts';
import type { WeightSpec } from './tfjs-files.ts';
import { readWeights } from './weights.ts';

function read(spec: Omit<WeightSpec, 'name'>, ...files: Uint8Array[]): number[] {
  const paths = files.map((_, i) => `shard${i}.bin`);
  const weights = readWeights([{ paths, weights: [{ name: 'w', ...spec }] }], (path) => {
    return files[paths.indexOf(path)] ?? new Uint8Array();
  });
  const tensor = weights.get('w');
  return tensor ? numbersOf(tensor) : [];
}

const bytesOf = (values: { buffer: ArrayBufferLike }): Uint8Array => new Uint8Array(values.buffer);

describe('weights', () => {
  test('float, integer and boolean weights are read unchanged', () => {
    expect(read({ shape: [2], dtype: 'float32' }, bytesOf(Float32Array.of(1.5, -2)))).toEqual([1.5, -2]);
    expect(read({ shape: [2], dtype: 'int32' }, bytesOf(Int32Array.of(7, -1)))).toEqual([7, -1]);
    expect(read({ shape: [2], dtype: 'bool' }, Uint8Array.of(1, 0))).toEqual([1, 0]);
  });

  test('half-precision weights are converted to floats', () => {
    const quantization = { dtype: 'float16' };
    expect(
      read({ shape: [3], dtype: 'float32', quantization }, bytesOf(Uint16Array.of(0x3c00, 0xc000, 0xfc00))),
    ).toEqual([1, -2, -Infinity]);
  });

  test('8-bit and 16-bit weights are dequantised with scale and minimum', () => {
    const byScale = (dtype: string): NonNullable<WeightSpec['quantization']> => ({
      dtype,
      scale: 0.5,
      min: -1,
    });
    expect(
      read({ shape: [2], dtype: 'float32', quantization: byScale('uint8') }, Uint8Array.of(0, 4)),
    ).toEqual([-1, 1]);
    const words = bytesOf(Uint16Array.of(2, 1000));
    expect(read({ shape: [2], dtype: 'float32', quantization: byScale('uint16') }, words)).toEqual([0, 499]);
  });

  test('a weight can extend over two files', () => {
    const all = bytesOf(Float32Array.of(1, 2));
    expect(read({ shape: [2], dtype: 'float32' }, all.slice(0, 5), all.slice(5))).toEqual([1, 2]);
  });

  test('a scalar weight has one value', () => {
    expect(read({ shape: [], dtype: 'int32' }, bytesOf(Int32Array.of(3)))).toEqual([3]);
  });

  test.each([7, 9])('a weight file of %i instead of 8 bytes is rejected with both sizes', (length) => {
    expect(() => read({ shape: [2], dtype: 'float32' }, new Uint8Array(length))).toThrow(
      `shard0.bin: expected 8 bytes by the manifest, found ${length}`,
    );
  });

  test('a weight of an unknown type is rejected by name', () => {
    expect(() => read({ shape: [1], dtype: 'complex64' }, new Uint8Array(8))).toThrow(
      'weight "w" has type complex64',
    );
  });
});
