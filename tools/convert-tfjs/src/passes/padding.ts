import { type OnnxAttr, type OnnxGraph, type OnnxNode, countReaders, mapProducers } from '../onnx-graph.ts';
import { numbersOf } from '../tensor.ts';
import { permOf } from './transposes.ts';

/** What a window operator itself takes for padding: zero in a Conv, nothing that could win in a MaxPool. */
const NEUTRAL: Readonly<Record<string, (value: number) => boolean>> = {
  Conv: (value) => value === 0,
  MaxPool: (value) => value === -Infinity || value <= -65504,
};

/**
 * Pad (→ Transpose) → Conv or MaxPool with explicit pads: the window takes the padding over.
 * Only spatial padding with the neutral value; everything else stays a Pad node.
 */
export function givePaddingToWindows(graph: OnnxGraph): void {
  const producers = mapProducers(graph);
  const readers = countReaders(graph);
  for (const window of graph.nodes) {
    const neutral = NEUTRAL[window.op];
    const own = window.attrs['pads'];
    if (!neutral || !own || !('ints' in own)) continue;
    const between = producers.get(window.inputs[0] ?? '');
    const isTransposed = between?.op === 'Transpose';
    const pad = isTransposed ? producers.get(between.inputs[0] ?? '') : between;
    if (pad?.op !== 'Pad' || readers.get(pad.outputs[0] ?? '') !== 1) continue;
    const perm = isTransposed ? permOf(between) : [0, 1, 2, 3];
    const taken = spatialPads(graph, pad, perm);
    if (!taken || !neutral(valueOf(graph, pad))) continue;
    window.attrs['pads'] = summed(own, taken);
    pad.op = 'Identity';
    pad.inputs = pad.inputs.slice(0, 1);
  }
}

/** [top, left, bottom, right] as the window sees the axes, or undefined if batch or channels are padded too. */
function spatialPads(graph: OnnxGraph, pad: OnnxNode, perm: readonly number[]): number[] | undefined {
  const tensor = graph.constants.get(pad.inputs[1] ?? '');
  const pads = tensor ? numbersOf(tensor) : [];
  if (pads.length !== 8 || perm.length !== 4) return undefined;
  const before = perm.map((axis) => pads[axis] ?? 0);
  const after = perm.map((axis) => pads[axis + 4] ?? 0);
  if ([before[0], before[1], after[0], after[1]].some((size) => size !== 0)) return undefined;
  return [...before.slice(2), ...after.slice(2)];
}

function valueOf(graph: OnnxGraph, pad: OnnxNode): number {
  const tensor = graph.constants.get(pad.inputs[2] ?? '');
  return tensor ? (numbersOf(tensor)[0] ?? 0) : 0;
}

function summed(own: { readonly ints: readonly number[] }, more: readonly number[]): OnnxAttr {
  return { ints: own.ints.map((size, i) => size + (more[i] ?? 0)) };
}
