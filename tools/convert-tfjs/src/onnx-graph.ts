import type { Tensor } from './tensor.ts';

/** Attribute values; the key distinguishes integers from floats, because JavaScript has one number type. */
export type OnnxAttr =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly float: number }
  | { readonly text: string };

export interface OnnxNode {
  op: string;
  inputs: string[];
  outputs: string[];
  attrs: Record<string, OnnxAttr>;
}

export interface OnnxInput {
  readonly name: string;
  readonly dims: readonly number[];
}

/** A graph under construction. Nodes are in topological order; passes change it in place. */
export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxInput[];
  readonly outputs: readonly string[];
  nodes: OnnxNode[];
  readonly constants: Map<string, Tensor>;
}

/** How often each value is read; a graph output counts as one reader. */
export function countReaders(graph: OnnxGraph): Map<string, number> {
  const readers = new Map<string, number>();
  const names = [...graph.nodes.flatMap((node) => node.inputs), ...graph.outputs];
  for (const name of names) readers.set(name, (readers.get(name) ?? 0) + 1);
  return readers;
}

/** The node that computes each value; inputs and constants have none. */
export function mapProducers(graph: OnnxGraph): Map<string, OnnxNode> {
  return new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
}

/** Removes nodes and constants that no output needs. */
export function prune(graph: OnnxGraph): void {
  const needed = new Set(graph.outputs);
  const kept: OnnxNode[] = [];
  for (const node of [...graph.nodes].reverse()) {
    if (!node.outputs.some((output) => needed.has(output))) continue;
    kept.unshift(node);
    node.inputs.forEach((input) => needed.add(input));
  }
  graph.nodes = kept;
  for (const name of graph.constants.keys()) if (!needed.has(name)) graph.constants.delete(name);
}
