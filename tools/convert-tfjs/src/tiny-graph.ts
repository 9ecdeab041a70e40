import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { type ConvertOptions, convert } from './convert.ts';
import type { OnnxGraph } from './onnx-graph.ts';
import { writeOnnx } from './onnx-writer.ts';
import { type Tensor, floats } from './tensor.ts';
import type { RawAttr, RawNode, TfjsModel } from './tfjs-files.ts';

export interface Result {
  readonly dims: readonly number[];
  readonly values: number[];
}

/** A TFJS graph of a few nodes with one placeholder `x`, for tests: built, converted and run by onnxruntime. */
export class TinyGraph {
  readonly #nodes: RawNode[];
  readonly #weights = new Map<string, Tensor>();

  constructor(inputDims: readonly number[]) {
    const shape = { dim: inputDims.map((dim) => ({ size: String(dim) })) };
    this.#nodes = [{ name: 'x', op: 'Placeholder', attr: { shape: { shape } } }];
  }

  constant(name: string, tensor: Tensor): this {
    this.#nodes.push({ name, op: 'Const' });
    this.#weights.set(name, tensor);
    return this;
  }

  /** Adds a node; other nodes refer to its name. */
  node(
    name: string,
    op: string,
    input: readonly string[],
    attr: Readonly<Record<string, RawAttr>> = {},
  ): this {
    this.#nodes.push({ name, op, input, attr });
    return this;
  }

  convert(options: ConvertOptions): OnnxGraph {
    const model: TfjsModel = {
      format: 'graph-model',
      modelTopology: { node: this.#nodes },
      weightsManifest: [],
    };
    return convert(model, this.#weights, options);
  }

  /** @returns the result `y` of the converted, written and loaded graph */
  async run(x: readonly number[], y = 'y'): Promise<Result> {
    return runOnnx(this.convert({ outputs: [y] }), x);
  }
}

/**
 * Runs a converted graph of one float input on onnxruntime.
 * @param dims of the input, if the graph has free dimensions
 */
export async function runOnnx(
  graph: OnnxGraph,
  x: readonly number[],
  dims?: readonly number[],
): Promise<Result> {
  const [input] = graph.inputs;
  if (!input) throw new Error('the graph has no input');
  const onnx = await InferenceSession.create(Buffer.from(writeOnnx(graph, 'test')), { intraOpNumThreads: 1 });
  const results = await onnx.run({
    [input.name]: new OrtTensor('float32', Float32Array.from(x), dims ?? input.dims),
  });
  const result = results[graph.outputs[0] ?? ''];
  const values = Array.from((result?.data ?? []) as ArrayLike<number | bigint>, Number);
  return { dims: result?.dims ?? [], values };
}

/** TFJS writes byte strings as base64. */
export function text(value: string): RawAttr {
  return { s: Buffer.from(value).toString('base64') };
}

export function list(...values: number[]): RawAttr {
  return { list: { i: values.map(String) } };
}

/** 1, 2, 3, … in the given shape. */
export function counting(dims: readonly number[]): Tensor {
  return floats(dims, upTo(dims.reduce((product, dim) => product * dim, 1)));
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}
