import type { Converter } from '../emitter.ts';

/** Operators that rearrange values: shapes, axes, concatenation and slices. */

/** Means "to the end" in ONNX Slice. */
const toTheEnd = 2 ** 31 - 1;

const reshape: Converter = (node, out) => {
  const known = out.constants.get(out.input(node, 1));
  if (known !== undefined && out.numbers(node, 1).includes(0))
    throw node.reject('a dimension of 0', 'shapes without empty dimensions (in ONNX 0 means "copy")');
  out.result(node, 'Reshape', [out.input(node, 0), out.input(node, 1)]);
};

const transpose: Converter = (node, out) =>
  out.result(node, 'Transpose', [out.input(node, 0)], { perm: { ints: out.numbers(node, 1) } });

const concat: Converter = (node, out) => {
  const last = node.inputs.length - 1;
  const [axis = 0] = out.numbers(node, last);
  const parts = node.inputs.slice(0, last).map((_, i) => out.input(node, i));
  out.result(node, 'Concat', parts, { axis: { int: axis } });
};

/** Joins along a new axis. */
const pack: Converter = (node, out) => {
  const axis = node.number('axis', 0);
  const axes = out.ints([axis]);
  const parts = node.inputs.map((_, i) => out.add('Unsqueeze', [out.input(node, i), axes]));
  out.result(node, 'Concat', parts, { axis: { int: axis } });
};

/** Splits an axis into slices of length 1 and removes the axis. */
const unpack: Converter = (node, out) => {
  const axis = node.number('axis', 0);
  const names = out.results(node, node.number('num', 0));
  const parts = names.map((name) => `${name}:kept`);
  out.nodes.push({
    op: 'Split',
    inputs: [out.input(node, 0)],
    outputs: parts,
    attrs: { axis: { int: axis } },
  });
  const axes = out.ints([axis]);
  names.forEach((name, i) =>
    out.nodes.push({ op: 'Squeeze', inputs: [parts[i] ?? '', axes], outputs: [name], attrs: {} }),
  );
};

/** Inputs: value, sizes, axis. */
const splitV: Converter = (node, out) => {
  const sizes = out.numbers(node, 1);
  if (sizes.includes(-1)) throw node.reject('a size of -1', 'sizes that are all given');
  const [axis = 0] = out.numbers(node, 2);
  out.nodes.push({
    op: 'Split',
    inputs: [out.input(node, 0), out.ints(sizes)],
    outputs: out.results(node, sizes.length),
    attrs: { axis: { int: axis } },
  });
};

const expandDims: Converter = (node, out) =>
  out.result(node, 'Unsqueeze', [out.input(node, 0), out.ints(out.numbers(node, 1))]);

const squeeze: Converter = (node, out) => {
  const axes = node.numbers('squeeze_dims');
  out.result(node, 'Squeeze', axes.length > 0 ? [out.input(node, 0), out.ints(axes)] : [out.input(node, 0)]);
};

/** Begin and size; a size of -1 means to the end. */
const slice: Converter = (node, out) => {
  const begin = out.numbers(node, 1);
  const end = out.numbers(node, 2).map((size, i) => (size === -1 ? toTheEnd : (begin[i] ?? 0) + size));
  const axes = begin.map((_, i) => i);
  out.result(node, 'Slice', [out.input(node, 0), out.ints(begin), out.ints(end), out.ints(axes)]);
};

/**
 * Masks are bit sets over the axes: begin and end mean "from the edge", shrink selects one element and removes the axis.
 * The end of an element at -1 is `toTheEnd`, because ONNX reads 0 as the start.
 */
const stridedSlice: Converter = (node, out) => {
  for (const mask of ['ellipsis_mask', 'new_axis_mask'])
    if (node.number(mask, 0) !== 0) throw node.reject(mask, 'begin, end and shrink_axis masks');
  const steps = out.numbers(node, 3);
  const bit = (mask: string, axis: number): boolean => ((node.number(mask, 0) >> axis) & 1) === 1;
  const shrunk = steps.map((_, axis) => axis).filter((axis) => bit('shrink_axis_mask', axis));
  const begin = out.numbers(node, 1).map((from, axis) => {
    if (!bit('begin_mask', axis) || shrunk.includes(axis)) return from;
    return (steps[axis] ?? 1) > 0 ? 0 : toTheEnd;
  });
  const end = out.numbers(node, 2).map((to, axis) => {
    if (shrunk.includes(axis)) return begin[axis] === -1 ? toTheEnd : (begin[axis] ?? 0) + 1;
    if (!bit('end_mask', axis)) return to;
    return (steps[axis] ?? 1) > 0 ? toTheEnd : -toTheEnd;
  });
  const axes = steps.map((_, axis) => axis);
  const inputs = [out.input(node, 0), out.ints(begin), out.ints(end), out.ints(axes), out.ints(steps)];
  if (shrunk.length === 0) out.result(node, 'Slice', inputs);
  else out.result(node, 'Squeeze', [out.add('Slice', inputs), out.ints(shrunk)]);
};

const tile: Converter = (node, out) => out.result(node, 'Tile', [out.input(node, 0), out.input(node, 1)]);

const shape: Converter = (node, out) => out.result(node, 'Shape', [out.input(node, 0)]);

const range: Converter = (node, out) =>
  out.result(node, 'Range', [out.input(node, 0), out.input(node, 1), out.input(node, 2)]);

export const shapingOps: Readonly<Record<string, Converter>> = {
  Reshape: reshape,
  Transpose: transpose,
  ConcatV2: concat,
  Pack: pack,
  Unpack: unpack,
  SplitV: splitV,
  ExpandDims: expandDims,
  Squeeze: squeeze,
  Slice: slice,
  StridedSlice: stridedSlice,
  Tile: tile,
  Shape: shape,
  Range: range,
};
