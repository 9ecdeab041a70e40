import { type OnnxGraph, type OnnxNode, countReaders, mapProducers } from '../onnx-graph.ts';
import { type Tensor, reshaped } from '../tensor.ts';

/** Conv → Transpose to NHWC → Add of one constant per channel: the constant becomes the Conv's bias. */
export function addBiasToConv(graph: OnnxGraph): void {
  const producers = mapProducers(graph);
  const readers = countReaders(graph);
  const single = (name: string): boolean => readers.get(name) === 1;
  for (const add of graph.nodes) {
    if (add.op !== 'Add') continue;
    const [value = '', constant = ''] = add.inputs;
    const toNhwc = producers.get(value);
    const conv = producers.get(toNhwc?.inputs[0] ?? '');
    const bias = biasFor(graph, conv, constant);
    if (!bias || toNhwc?.op !== 'Transpose' || !single(value) || !single(conv?.outputs[0] ?? '')) continue;
    graph.constants.set(`${constant}:bias`, bias);
    conv?.inputs.push(`${constant}:bias`);
    add.op = 'Identity';
    add.inputs = [value];
  }
}

function biasFor(graph: OnnxGraph, conv: OnnxNode | undefined, name: string): Tensor | undefined {
  const tensor = graph.constants.get(name);
  const channels = graph.constants.get(conv?.inputs[1] ?? '')?.dims[0];
  if (conv?.op !== 'Conv' || conv.inputs.length !== 2 || tensor?.dtype !== 'float32') return undefined;
  const onlyLastAxis = tensor.dims.slice(0, -1).every((dim) => dim === 1) && tensor.dims.length <= 4;
  return onlyLastAxis && tensor.dims.at(-1) === channels ? reshaped(tensor, [channels ?? 0]) : undefined;
}
