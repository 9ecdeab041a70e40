import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { nanodetSource } from './nanodet-source.ts';

const folder = join(import.meta.dirname, '../../../models/nanodet-g-416');
const bytes = readFileSync(join(folder, 'model.onnx'));
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const sha256 = createHash('sha256').update(bytes).digest('hex');

describe('the committed NanoDet-g 416', () => {
  test('the committed model is the file that its card describes', () => {
    expect(readJson('model.json')).toMatchObject({
      sha256,
      bytes: bytes.length,
      source: { files: nanodetSource.files },
    });
  });

  test('the committed model is the file whose parity with TFJS was recorded, within the limit', () => {
    const parity = readJson('parity.json') as {
      limit: number;
      modelSha256: string;
      outputs: { maxAbs: number }[];
    };
    expect(parity).toMatchObject({ limit: 1e-3, modelSha256: sha256 });
    expect(parity.outputs).toHaveLength(6);
    expect(parity.outputs.filter((output) => output.maxAbs > parity.limit)).toEqual([]);
  });

  test('the committed model returns scores and distances of three strides, and its scores are probabilities', async () => {
    const onnx = await InferenceSession.create(bytes, { intraOpNumThreads: 1 });
    const results = await onnx.run({
      input_1: new Tensor('float32', new Float32Array(3 * 416 * 416), [1, 3, 416, 416]),
    });
    const shapes = nanodetSource.outputs.map((name) => results[name]?.dims);
    const rows = [2704, 676, 169];
    expect(shapes).toEqual([...rows.map((n) => [1, n, 80]), ...rows.map((n) => [1, n, 44])]);
    const scores = Array.from(results['Identity']?.data as Float32Array);
    expect(Math.min(...scores.slice(0, 10_000))).toBeGreaterThan(0);
    expect(Math.max(...scores.slice(0, 10_000))).toBeLessThan(1);
  });
});
