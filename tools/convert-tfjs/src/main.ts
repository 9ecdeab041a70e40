import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ConvertError } from './convert-error.ts';
import { type ConvertOptions, convert } from './convert.ts';
import { readModelFolder } from './model-folder.ts';
import { writeOnnx } from './onnx-writer.ts';
import { producerName } from './producer.ts';

const usage =
  'usage: node tools/convert-tfjs/src/main.ts --model <model.json> --out <model.onnx> ' +
  '[--input <name>[=1x300x300x3]] [--outputs <a,b>]';

function main(args: string[]): void {
  const { model: path, out, ...rest } = readArguments(args);
  if (!path || !out) throw new ConvertError(`expected --model and --out\n${usage}`);
  const { model, weights } = readModelFolder(path);
  const graph = convert(model, weights, optionsOf(rest));
  const bytes = writeOnnx(graph, producerName);
  writeFileSync(out, bytes);
  console.log(
    `${out}: ${bytes.length} bytes, ${graph.nodes.length} nodes (from ${model.modelTopology.node.length}), ` +
      `input ${graph.inputs.map((input) => `${input.name} [${input.dims.join()}]`).join()}, ` +
      `outputs ${graph.outputs.join(', ')}`,
  );
}

function readArguments(args: string[]): { model?: string; out?: string; input?: string; outputs?: string } {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { model: text, out: text, input: text, outputs: text } }).values;
  } catch (cause) {
    throw new ConvertError(`${cause instanceof Error ? cause.message : 'bad arguments'}\n${usage}`, {
      cause,
    });
  }
}

function optionsOf(args: { input?: string; outputs?: string }): ConvertOptions {
  return {
    ...(args.input === undefined ? {} : { input: inputOption(args.input) }),
    ...(args.outputs === undefined ? {} : { outputs: args.outputs.split(',') }),
  };
}

function inputOption(text: string): { name: string; dims?: number[] } {
  const [, name = text, shape] = /^(.*?)(?:=(\d+(?:x\d+)*))?$/.exec(text) ?? [];
  return shape === undefined ? { name } : { name, dims: shape.split('x').map(Number) };
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ConvertError)) throw error;
  console.error(`convert-tfjs: ${error.message}`);
  process.exitCode = 1;
}
