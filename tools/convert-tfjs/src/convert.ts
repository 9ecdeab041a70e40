import { ConvertError } from './convert-error.ts';
import { Emitter } from './emitter.ts';
import { foldNode } from './fold.ts';
import type { OnnxGraph, OnnxInput } from './onnx-graph.ts';
import { converterByOp } from './op-table.ts';
import { simplify } from './passes/index.ts';
import type { Tensor } from './tensor.ts';
import { TfNode, nodeOf, withoutPortZero } from './tf-node.ts';
import type { TfjsModel } from './tfjs-files.ts';

export interface ConvertOptions {
  /** This value becomes the input; nodes before it are ignored. Default: the placeholder. */
  readonly input?: { readonly name: string; readonly dims?: readonly number[] };
  /** Values to return, in this order. Default: the signature's outputs. */
  readonly outputs?: readonly string[];
}

/**
 * Converts a TFJS graph model into an ONNX graph; reads only the nodes that the outputs need.
 * @throws {ConvertError} when an operator is not in the table; the message names the node
 */
export function convert(
  model: TfjsModel,
  weights: ReadonlyMap<string, Tensor>,
  options: ConvertOptions,
): OnnxGraph {
  const nodes = new Map(model.modelTopology.node.map((raw) => [raw.name, new TfNode(raw)]));
  const outputs = outputsOf(model, options);
  const cut = options.input?.name;
  const order = topological(nodes, outputs, cut);
  const input = inputOf(order, options);
  const constants = new Map(weights);
  const out = new Emitter(constants, nodes);
  for (const node of order) if (node.name !== input.name) convertNode(node, out);
  for (const name of outputs)
    if (out.constants.has(name)) throw new ConvertError(`output "${name}" is a constant`);
  const graph: OnnxGraph = {
    name: 'main',
    inputs: [input],
    outputs,
    nodes: out.nodes,
    constants: out.constants,
  };
  simplify(graph);
  return graph;
}

function outputsOf(model: TfjsModel, options: ConvertOptions): readonly string[] {
  const names = options.outputs ?? Object.keys(model.signature?.outputs ?? {}).sort();
  if (names.length > 0) return names.map(withoutPortZero);
  throw new ConvertError('the model names no outputs: pass --outputs a,b with the values you need');
}

/** The nodes that the outputs need, each after its inputs. Iterative, because a recursion would overflow the stack. */
function topological(nodes: ReadonlyMap<string, TfNode>, outputs: readonly string[], cut?: string): TfNode[] {
  const done = new Set<string>();
  const open = new Set<string>();
  const order: TfNode[] = [];
  const stack = outputs.map(nodeOf).reverse();
  while (stack.length > 0) {
    const name = stack[stack.length - 1] ?? '';
    const node = nodes.get(name);
    if (!node) throw new ConvertError(`no node "${name}" in the model: check --outputs and --input`);
    const waiting =
      name === cut || open.has(name) ? [] : node.inputs.map(nodeOf).filter((input) => !done.has(input));
    open.add(name);
    if (waiting.length > 0) {
      stack.push(...waiting);
      continue;
    }
    stack.pop();
    if (!done.has(name)) order.push(node);
    done.add(name);
  }
  return order;
}

function inputOf(order: readonly TfNode[], options: ConvertOptions): OnnxInput {
  const candidates = order.filter((node) =>
    options.input ? node.name === options.input.name : node.op.startsWith('Placeholder'),
  );
  const [node, second] = candidates;
  const wanted = options.input ? `"${options.input.name}"` : 'one placeholder';
  if (!node || second) {
    const found = candidates.map((candidate) => candidate.name).join(', ') || 'none';
    throw new ConvertError(`expected ${wanted} above the outputs, found ${found}: choose one with --input`);
  }
  const dims = options.input?.dims ?? node.shape('shape') ?? node.shape('_output_shapes');
  if (!dims)
    throw new ConvertError(
      `the shape of ${node.label} is not recorded: pass --input ${node.name}=1x300x300x3`,
    );
  return { name: node.name, dims };
}

function convertNode(node: TfNode, out: Emitter): void {
  if (node.op === 'Const') {
    if (!out.constants.has(node.name)) throw new ConvertError(`${node.label} has no weights in the manifest`);
    return;
  }
  const folded = foldNode(node, out.constants);
  if (folded) {
    out.constants.set(node.name, folded);
    return;
  }
  const converter = converterByOp.get(node.op);
  if (converter) return converter(node, out);
  throw new ConvertError(
    `cannot convert ${node.label}: known operators are ${[...converterByOp.keys()].sort().join(', ')}. ` +
      'If the node is not part of the network itself, cut it off with --input or --outputs',
  );
}
