import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConvertError } from '../src/convert-error.ts';
import type { TfjsModel } from '../src/tfjs-files.ts';

/** Exact versions, which the recorded result names. They are not dependencies of the workspace. */
export const tfjsPackages = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'] as const;

export interface TfjsRunner {
  /** Runs the network and returns the named outputs with their shapes. */
  run(input: Float32Array, dims: readonly number[]): Promise<{ dims: number[]; data: Float32Array }[]>;
  /** Removes the temporary folder with the installed packages. */
  close(): void;
}

interface TfTensor {
  readonly shape: number[];
  data(): Promise<Float32Array>;
  dispose(): void;
}

interface Tfjs {
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  tensor(values: Float32Array, shape: readonly number[]): TfTensor;
  loadGraphModel(handler: unknown): Promise<{
    execute(inputs: Record<string, TfTensor>, outputs: readonly string[]): TfTensor[];
  }>;
  io: { fromMemory(artifacts: unknown): unknown };
}

/** Installs TensorFlow.js in a temporary folder and loads the model into its wasm backend. */
export async function startTfjs(
  modelPath: string,
  input: string,
  outputs: readonly string[],
): Promise<TfjsRunner> {
  const folder = mkdtempSync(join(tmpdir(), 'vialog-parity-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    console.error(`installing ${tfjsPackages.join(' and ')} in a temporary folder`);
    const quiet: ExecFileSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'] };
    execFileSync(
      'npm',
      ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', ...tfjsPackages],
      quiet,
    );
    const load = createRequire(join(folder, 'package.json'));
    const tf = load('@tensorflow/tfjs') as Tfjs;
    load('@tensorflow/tfjs-backend-wasm');
    await tf.setBackend('wasm');
    if (tf.getBackend() !== 'wasm')
      throw new ConvertError(`expected the wasm backend, found ${tf.getBackend()}`);
    const model = await tf.loadGraphModel(tf.io.fromMemory(artifactsOf(modelPath)));
    return {
      close,
      run: async (values, dims) => {
        const tensor = tf.tensor(values, dims);
        const results = model.execute({ [input]: tensor }, outputs);
        const read = await Promise.all(results.map(async (r) => ({ dims: r.shape, data: await r.data() })));
        [tensor, ...results].forEach((used) => used.dispose());
        return read;
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

function artifactsOf(modelPath: string): object {
  const model = JSON.parse(readFileSync(modelPath, 'utf8')) as TfjsModel;
  const files = model.weightsManifest.flatMap((group) => group.paths);
  const bytes = Buffer.concat(files.map((name) => readFileSync(join(dirname(modelPath), name))));
  return {
    modelTopology: model.modelTopology,
    format: model.format,
    signature: model.signature,
    weightSpecs: model.weightsManifest.flatMap((group) => group.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  };
}
