import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vialog-convert-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  return new Promise((done) => {
    execFile(process.execPath, [main, ...args], (failure, out, error) =>
      done({ code: failure ? Number(failure.code) : 0, out, error }),
    );
  });
}

async function model(paths: string[]): Promise<string> {
  const path = join(folder, 'model.json');
  const shape = { shape: { dim: [{ size: '2' }] } };
  const nodes = [
    { name: 'x', op: 'Placeholder', attr: { shape } },
    { name: 'w', op: 'Const' },
    { name: 'y', op: 'Add', input: ['x', 'w'] },
  ];
  const weights = [{ name: 'w', shape: [2], dtype: 'float32' }];
  const signature = { outputs: { 'y:0': {} } };
  const content = {
    format: 'graph-model',
    signature,
    modelTopology: { node: nodes },
    weightsManifest: [{ paths, weights }],
  };
  await writeFile(path, JSON.stringify(content));
  return path;
}

describe('the command', () => {
  test('the command converts a model and prints a summary', async () => {
    await writeFile(join(folder, 'w.bin'), new Uint8Array(8));
    const out = join(folder, 'model.onnx');
    const result = await run('--model', await model(['w.bin']), '--out', out);
    expect(result).toMatchObject({ code: 0, error: '' });
    expect(result.out).toContain('1 nodes (from 3), input x [2], outputs y');
    expect((await readFile(out)).length).toBeGreaterThan(50);
  });

  test.each([
    ['a missing weight file', 'gone.bin', 'gone.bin: put it beside the model.json'],
    ['a weight file outside the folder', '../w.bin', "lies outside the model's folder"],
  ])('the command exits with 1 and one line for %s', async (_, path, message) => {
    const result = await run('--model', await model([path]), '--out', join(folder, 'no.onnx'));
    expect(result.code).toBe(1);
    expect(result.error).toContain(message);
    expect(result.error.trim().split('\n')).toHaveLength(1);
  });

  test('the command prints its usage for invalid arguments', async () => {
    expect((await run('--modle', 'x')).error).toContain('usage: node tools/convert-tfjs/src/main.ts');
    expect((await run()).error).toContain('expected --model and --out');
  });
});
