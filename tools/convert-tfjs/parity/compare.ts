import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { fetchSource, modelSources, type ShippedModel } from '../src/model-sources.ts';
import { named, picturesOf, readArguments, repositoryFolder, sha256Of } from './media.ts';
import { type InputRule, readPicture, toInput, whole } from './picture.ts';
import { tfjsPackages, startTfjs } from './tfjs-runner.ts';

/**
 * Runs a committed ONNX model and the TFJS model from which it was converted on the same tensors and compares all outputs.
 * Writes parity.json beside the model; ends with 1 if any value differs by more than the limit.
 *
 *   node tools/convert-tfjs/parity/compare.ts [--model nanodet-g-416] [picture …]
 */
const maxDifference = 1e-3;

interface Difference {
  output: string;
  shape: number[];
  maxAbs: number;
  meanAbs: number;
  /** Maximum absolute value of the reference, for comparison with the differences. */
  maxValue: number;
}

function compare(
  output: string,
  found: Float32Array,
  expected: { dims: number[]; data: Float32Array },
): Difference {
  if (found.length !== expected.data.length)
    throw new Error(`${output}: ${found.length} values from ONNX, ${expected.data.length} from TFJS`);
  let [maxAbs, sum, maxValue] = [0, 0, 0];
  for (const [i, value] of expected.data.entries()) {
    const difference = Math.abs(value - (found[i] ?? NaN));
    if (Number.isNaN(difference)) throw new Error(`${output}[${i}]: not a number`);
    maxAbs = Math.max(maxAbs, difference);
    maxValue = Math.max(maxValue, Math.abs(value));
    sum += difference;
  }
  return { output, shape: expected.dims, maxAbs, meanAbs: sum / found.length, maxValue };
}

function worst(all: readonly Difference[], output: string): Difference {
  const same = all.filter((difference) => difference.output === output);
  const max = (pick: (difference: Difference) => number): number => Math.max(...same.map(pick));
  const mean = same.reduce((sum, difference) => sum + difference.meanAbs, 0) / same.length;
  const round = (value: number): number => Number(value.toPrecision(4));
  return {
    output,
    shape: same[0]?.shape ?? [],
    maxAbs: round(max((difference) => difference.maxAbs)),
    meanAbs: round(mean),
    maxValue: round(max((difference) => difference.maxValue)),
  };
}

interface Comparison {
  readonly id: ShippedModel;
  readonly pictures: readonly string[];
  readonly rule: InputRule & { readonly name: string };
}

async function differencesOn({ id, pictures, rule }: Comparison, modelPath: string): Promise<Difference[]> {
  const { outputs } = modelSources[id];
  const tfjs = await startTfjs(modelPath, rule.name, outputs);
  try {
    const path = join(repositoryFolder, 'models', id, 'model.onnx');
    const onnx = await InferenceSession.create(path, { intraOpNumThreads: 1 });
    const all: Difference[] = [];
    for (const path of pictures) {
      const picture = await readPicture(path);
      const { tensor, dims } = await toInput(picture, whole(picture), rule);
      const expected = await tfjs.run(tensor, dims);
      const found = await onnx.run({ [rule.name]: new Tensor('float32', tensor, dims) });
      for (const [i, reference] of expected.entries()) {
        const output = outputs[i] ?? '';
        all.push(compare(output, found[output]?.data as Float32Array, reference));
      }
    }
    return all;
  } finally {
    tfjs.close();
  }
}

async function main(): Promise<void> {
  const { id, positionals, options } = readArguments();
  const pictures = picturesOf(positionals);
  const folder = join(repositoryFolder, 'models', id);
  const card = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as { input: Comparison['rule'] };
  const temporary = mkdtempSync(join(tmpdir(), 'vialog-parity-source-'));
  const source = modelSources[id];
  const all = await differencesOn({ id, pictures, rule: card.input }, fetchSource(source, temporary)).finally(
    () => rmSync(temporary, { recursive: true, force: true }),
  );
  const outputs = source.outputs.map((output) => worst(all, output));
  const result = {
    command: `node tools/convert-tfjs/parity/compare.ts${options}`,
    reference: [...tfjsPackages, 'backend wasm', source.package],
    runtime: 'onnxruntime-node@1.30.0, cpu',
    modelSha256: sha256Of(readFileSync(join(folder, 'model.onnx'))),
    limit: maxDifference,
    pictures: pictures.map(named),
    outputs,
  };
  writeFileSync(join(folder, 'parity.json'), JSON.stringify(result, null, 2) + '\n');
  console.table(outputs);
  if (outputs.some((output) => output.maxAbs > maxDifference)) process.exitCode = 1;
}

await main();
