import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { modelSources, shippedModel } from './model-sources.ts';

const models = join(import.meta.dirname, '../../../models');
const ids = Object.keys(modelSources).map(shippedModel);
const bytesOf = (id: string) => readFileSync(join(models, id, 'model.onnx'));
const readJson = (id: string, name: string): unknown =>
  JSON.parse(readFileSync(join(models, id, name), 'utf8'));
const sha256Of = (id: string) => createHash('sha256').update(bytesOf(id)).digest('hex');

describe('the committed models', () => {
  test.each(ids)('%s is the file that its card describes', (id) => {
    expect(readJson(id, 'model.json')).toMatchObject({
      id,
      sha256: sha256Of(id),
      bytes: bytesOf(id).length,
      source: { package: modelSources[id].package, files: modelSources[id].files },
    });
  });

  test.each(ids)('%s is the file whose parity with TFJS was recorded, within the limit', (id) => {
    const parity = readJson(id, 'parity.json') as { limit: number; outputs: { maxAbs: number }[] };
    expect(parity).toMatchObject({ limit: 1e-3, modelSha256: sha256Of(id) });
    expect(parity.outputs).toHaveLength(modelSources[id].outputs.length);
    expect(parity.outputs.filter((output) => output.maxAbs > parity.limit)).toEqual([]);
  });

  test('NanoDet-g returns scores and distances of three strides, and its scores are probabilities', async () => {
    const onnx = await InferenceSession.create(bytesOf('nanodet-g-416'), { intraOpNumThreads: 1 });
    const results = await onnx.run({
      input_1: new Tensor('float32', new Float32Array(3 * 416 * 416), [1, 3, 416, 416]),
    });
    const shapes = modelSources['nanodet-g-416'].outputs.map((name) => results[name]?.dims);
    const rows = [2704, 676, 169];
    expect(shapes).toEqual([...rows.map((n) => [1, n, 80]), ...rows.map((n) => [1, n, 44])]);
    const scores = Array.from(results['Identity']?.data as Float32Array);
    expect(Math.min(...scores.slice(0, 10_000))).toBeGreaterThan(0);
    expect(Math.max(...scores.slice(0, 10_000))).toBeLessThan(1);
  });

  test('SSDLite returns scores of 90 labels and a box for each of 1917 anchors', async () => {
    const onnx = await InferenceSession.create(bytesOf('ssdlite-mobilenet-v2-300'), { intraOpNumThreads: 1 });
    const dims = [1, 300, 300, 3];
    const results = await onnx.run({
      'Preprocessor/sub': new Tensor('float32', new Float32Array(3 * 300 * 300), dims),
    });
    expect(results['Postprocessor/Slice']?.dims).toEqual([1, 1917, 90]);
    expect(results['Postprocessor/ExpandDims_1']?.dims).toEqual([1, 1917, 1, 4]);
  });
});
