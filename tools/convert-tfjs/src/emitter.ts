import { ConvertError } from './convert-error.ts';
import type { OnnxAttr, OnnxNode } from './onnx-graph.ts';
import { type Tensor, floats, ints, numbersOf } from './tensor.ts';
import { type TfNode, nodeOf } from './tf-node.ts';

/** Collects ONNX nodes while TensorFlow nodes are converted in topological order. */
export class Emitter {
  readonly nodes: OnnxNode[] = [];
  readonly constants: Map<string, Tensor>;
  readonly #ops: ReadonlyMap<string, TfNode>;
  #fresh = 0;

  /**
   * @param constants weights and folded values by the name of their TensorFlow node
   * @param ops all nodes, for messages only
   */
  constructor(constants: ReadonlyMap<string, Tensor>, ops: ReadonlyMap<string, TfNode>) {
    this.constants = new Map(constants);
    this.#ops = ops;
  }

  /** The ONNX value of data input `i`: value names are TensorFlow's (`node` or `node:port`). */
  input(node: TfNode, i: number): string {
    const reference = node.inputs[i];
    if (reference === undefined)
      throw new ConvertError(`${node.label}: expected an input ${i}, found only ${node.inputs.length}`);
    return reference;
  }

  /** Input `i`, which must be a constant. */
  constant(node: TfNode, i: number): Tensor {
    const reference = this.input(node, i);
    const tensor = this.constants.get(reference);
    if (tensor !== undefined) return tensor;
    const found = this.#ops.get(nodeOf(reference))?.label ?? `"${reference}"`;
    throw new ConvertError(`${node.label}: input ${i} must be a constant, found the result of ${found}`);
  }

  numbers(node: TfNode, i: number): number[] {
    return numbersOf(this.constant(node, i));
  }

  /** Adds a node with one new output and returns the name of the output. */
  add(op: string, inputs: string[], attrs: Record<string, OnnxAttr> = {}): string {
    const output = this.#name(op);
    this.nodes.push({ op, inputs, outputs: [output], attrs });
    return output;
  }

  /** Adds the node that computes the results of the TensorFlow node; `ports` is their number. */
  result(node: TfNode, op: string, inputs: string[], attrs: Record<string, OnnxAttr> = {}): void {
    this.nodes.push({ op, inputs, outputs: [node.name], attrs });
  }

  results(node: TfNode, ports: number): string[] {
    return Array.from({ length: ports }, (_, port) => (port === 0 ? node.name : `${node.name}:${port}`));
  }

  tensor(tensor: Tensor): string {
    const name = this.#name('const');
    this.constants.set(name, tensor);
    return name;
  }

  ints(values: readonly number[]): string {
    return this.tensor(ints([values.length], values));
  }

  scalar(value: number): string {
    return this.tensor(floats([], [value]));
  }

  /** NHWC value → NCHW value. Pairs of these cancel in a later pass. */
  toNchw(value: string): string {
    return this.add('Transpose', [value], { perm: { ints: [0, 3, 1, 2] } });
  }

  /** NCHW value → the TensorFlow node's NHWC result. */
  fromNchw(node: TfNode, value: string): void {
    this.result(node, 'Transpose', [value], { perm: { ints: [0, 2, 3, 1] } });
  }

  #name(stem: string): string {
    return `${stem}_${this.#fresh++}`;
  }
}

/** Converts one TensorFlow node into ONNX nodes. */
export type Converter = (node: TfNode, out: Emitter) => void;
