import { type OnnxGraph, type OnnxNode, countReaders, mapProducers } from '../onnx-graph.ts';
import { type Tensor, reshaped } from '../tensor.ts';

/** A Conv, its Transpose to NHWC, and the Add of a constant, each without another reader. */
interface Match {
  readonly conv: OnnxNode;
  readonly add: OnnxNode;
}

/** Conv → Transpose to NHWC → Add of one constant per channel: the constant becomes the Conv's bias. */
export function addBiasToConv(graph: OnnxGraph): void {
  for (const { conv, add } of matchesIn(graph)) {
    const [value = '', constant = ''] = add.inputs;
    const bias = perChannel(graph.constants.get(constant), channelsOf(graph, conv));
    if (!bias) continue;
    graph.constants.set(`${constant}:bias`, bias);
    conv.inputs.push(`${constant}:bias`);
    add.op = 'Identity';
    add.inputs = [value];
  }
}

function matchesIn(graph: OnnxGraph): Match[] {
  const producers = mapProducers(graph);
  const readers = countReaders(graph);
  const onlyReader = (name = ''): OnnxNode | undefined =>
    readers.get(name) === 1 ? producers.get(name) : undefined;
  return graph.nodes.flatMap((add) => {
    if (add.op !== 'Add') return [];
    const toNhwc = onlyReader(add.inputs[0]);
    const conv = toNhwc?.op === 'Transpose' ? onlyReader(toNhwc.inputs[0]) : undefined;
    return conv?.op === 'Conv' && conv.inputs.length === 2 ? [{ conv, add }] : [];
  });
}

function channelsOf(graph: OnnxGraph, conv: OnnxNode): number | undefined {
  return graph.constants.get(conv.inputs[1] ?? '')?.dims[0];
}

/** The constant as [channels], if it varies along the last of at most four axes only. */
function perChannel(tensor: Tensor | undefined, channels: number | undefined): Tensor | undefined {
  if (tensor?.dtype !== 'float32' || channels === undefined || tensor.dims.length > 4) return undefined;
  const fits = tensor.dims.at(-1) === channels && tensor.data.length === channels;
  return fits ? reshaped(tensor, [channels]) : undefined;
}
