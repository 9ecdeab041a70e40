import { type OnnxGraph, type OnnxNode, countReaders, mapProducers } from '../onnx-graph.ts';
import { numbersOf } from '../tensor.ts';
import { permOf } from './transposes.ts';

/** The padding value of a window operator: zero for a Conv, minus infinity for a MaxPool. */
const neutralValues: Readonly<Record<string, (value: number) => boolean>> = {
  Conv: (value) => value === 0,
  MaxPool: (value) => value === -Infinity,
};

/** A Pad read only by a window operator, with the order of axes after a Transpose between them. */
interface Match {
  readonly pad: OnnxNode;
  readonly window: OnnxNode;
  readonly perm: readonly number[];
}

/**
 * Pad (→ Transpose) → Conv or MaxPool with explicit pads: the padding is merged into the window operator.
 * Only spatial padding with the neutral value; everything else stays a Pad node.
 */
export function givePaddingToWindows(graph: OnnxGraph): void {
  for (const { pad, window, perm } of matchesIn(graph)) {
    const own = intsOf(window, 'pads');
    const more = spatialPads(graph, pad, perm);
    if (!own || !more || neutralValues[window.op]?.(valueOf(graph, pad)) !== true) continue;
    const sum = own.map((size, i) => size + (more[i] ?? 0));
    if (!fits(window, sum)) continue;
    window.attrs['pads'] = { ints: sum };
    pad.op = 'Identity';
    pad.inputs = pad.inputs.slice(0, 1);
  }
}

function matchesIn(graph: OnnxGraph): Match[] {
  const producers = mapProducers(graph);
  const readers = countReaders(graph);
  const source = (node: OnnxNode): OnnxNode | undefined => producers.get(node.inputs[0] ?? '');
  return graph.nodes
    .filter((node) => node.op in neutralValues)
    .flatMap((window) => {
      const before = source(window);
      const isTransposed = before?.op === 'Transpose';
      const pad = isTransposed ? source(before) : before;
      if (pad?.op !== 'Pad' || readers.get(pad.outputs[0] ?? '') !== 1) return [];
      return [{ pad, window, perm: isTransposed ? permOf(before) : [0, 1, 2, 3] }];
    });
}

/** [top, left, bottom, right] in the axis order of the window operator, or undefined if batch or channels are padded too. */
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

/** The runtime rejects a pool window that can be completely in the padding. */
function fits(window: OnnxNode, pads: readonly number[]): boolean {
  const kernel = intsOf(window, 'kernel_shape') ?? [];
  return window.op === 'Conv' || pads.every((size, i) => size < (kernel[i % kernel.length] ?? 0));
}

function intsOf(node: OnnxNode, key: string): readonly number[] | undefined {
  const attr = node.attrs[key];
  return attr && 'ints' in attr ? attr.ints : undefined;
}
