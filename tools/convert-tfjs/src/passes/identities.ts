import { type OnnxGraph, mapProducers } from '../onnx-graph.ts';

/** Removes Identity nodes; the producer of a graph output takes over the name of the output. */
export function dropIdentities(graph: OnnxGraph): void {
  renameProducersOfOutputs(graph);
  const alias = new Map<string, string>();
  graph.nodes = graph.nodes.filter((node) => {
    node.inputs = node.inputs.map((input) => alias.get(input) ?? input);
    const [output = ''] = node.outputs;
    if (node.op !== 'Identity' || graph.outputs.includes(output)) return true;
    alias.set(output, node.inputs[0] ?? '');
    return false;
  });
}

/** Follows Identity nodes backwards from each output. An Identity is kept where two outputs have the same value. */
function renameProducersOfOutputs(graph: OnnxGraph): void {
  const producers = mapProducers(graph);
  const taken = new Set(graph.outputs);
  for (const output of graph.outputs) {
    let source = output;
    for (let node = producers.get(source); node?.op === 'Identity'; node = producers.get(source))
      source = node.inputs[0] ?? '';
    const producer = producers.get(source);
    if (source === output || !producer || taken.has(source)) continue;
    taken.add(source);
    graph.nodes = graph.nodes.filter((node) => !(node.op === 'Identity' && node.outputs[0] === output));
    rename(graph, source, output);
    producers.set(output, producer);
  }
}

function rename(graph: OnnxGraph, from: string, to: string): void {
  const swap = (name: string): string => (name === from ? to : name);
  for (const node of graph.nodes) {
    node.inputs = node.inputs.map(swap);
    node.outputs = node.outputs.map(swap);
  }
}
