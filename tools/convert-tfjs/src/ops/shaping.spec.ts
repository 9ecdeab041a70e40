import { describe, expect, test } from '@jest/globals';
import { ints } from '../tensor.ts';
import type { RawAttr } from '../tfjs-files.ts';
import { TinyGraph, list, upTo } from '../tiny-graph.ts';

const integer = (value: number): RawAttr => ({ i: String(value) });

interface Masks {
  begin: number[];
  end: number[];
  steps: number[];
  masks?: Record<string, RawAttr>;
}

function stridedSlice({ begin, end, steps, masks = {} }: Masks): TinyGraph {
  return new TinyGraph([2, 3])
    .constant('begin', ints([begin.length], begin))
    .constant('end', ints([end.length], end))
    .constant('steps', ints([steps.length], steps))
    .node('y', 'StridedSlice', ['x', 'begin', 'end', 'steps'], masks);
}

/** x is [[1, 2, 3], [4, 5, 6]]. */
describe('StridedSlice', () => {
  test.each<[string, Masks, number[], number[]]>([
    ['plain', { begin: [0, 1], end: [2, 3], steps: [1, 1] }, [2, 2], [2, 3, 5, 6]],
    ['every second', { begin: [0, 0], end: [2, 3], steps: [1, 2] }, [2, 2], [1, 3, 4, 6]],
    [
      'begin mask',
      { begin: [1, 2], end: [2, 3], steps: [1, 1], masks: { begin_mask: integer(2) } },
      [1, 3],
      [4, 5, 6],
    ],
    [
      'end mask',
      { begin: [0, 1], end: [1, 1], steps: [1, 1], masks: { end_mask: integer(2) } },
      [1, 2],
      [2, 3],
    ],
    [
      'shrink',
      { begin: [1, 0], end: [2, 3], steps: [1, 1], masks: { shrink_axis_mask: integer(1) } },
      [3],
      [4, 5, 6],
    ],
    [
      'shrink at -1, where the end would be 0',
      { begin: [0, -1], end: [2, 0], steps: [1, 1], masks: { shrink_axis_mask: integer(2) } },
      [2],
      [3, 6],
    ],
    [
      'backwards with both masks',
      { begin: [0, 0], end: [2, 0], steps: [1, -1], masks: { begin_mask: integer(2), end_mask: integer(2) } },
      [2, 3],
      [3, 2, 1, 6, 5, 4],
    ],
    [
      'shrink wins over a begin mask',
      {
        begin: [1, 0],
        end: [2, 3],
        steps: [1, 1],
        masks: { begin_mask: integer(1), shrink_axis_mask: integer(1) },
      },
      [3],
      [4, 5, 6],
    ],
  ])('%s', async (_, masks, dims, values) => {
    expect(await stridedSlice(masks).run(upTo(6))).toEqual({ dims, values });
  });

  test.each(['ellipsis_mask', 'new_axis_mask'])('StridedSlice with %s is rejected by name', (mask) => {
    const graph = stridedSlice({ begin: [0], end: [1], steps: [1], masks: { [mask]: integer(1) } });
    expect(() => graph.convert({ outputs: ['y'] })).toThrow(`StridedSlice "y" has ${mask}`);
  });
});

describe('joining and cutting', () => {
  test('Pack joins along a new axis, also counted from the end', async () => {
    const at = (axis: number): TinyGraph =>
      new TinyGraph([2]).node('y', 'Pack', ['x', 'x'], { axis: integer(axis) });
    expect(await at(0).run([1, 2])).toEqual({ dims: [2, 2], values: [1, 2, 1, 2] });
    expect(await at(-1).run([1, 2])).toEqual({ dims: [2, 2], values: [1, 1, 2, 2] });
  });

  test('Unpack returns one value per slice, read by port', async () => {
    const graph = new TinyGraph([2, 3])
      .node('parts', 'Unpack', ['x'], { axis: integer(1), num: integer(3) })
      .node('y', 'Sub', ['parts:2', 'parts']);
    expect(await graph.run([1, 2, 4, 8, 16, 32])).toEqual({ dims: [2], values: [3, 24] });
  });

  test('ConcatV2 takes its axis from the last input', async () => {
    const graph = new TinyGraph([2, 1])
      .constant('axis', ints([], [1]))
      .node('y', 'ConcatV2', ['x', 'x', 'axis']);
    expect(await graph.run([1, 2])).toEqual({ dims: [2, 2], values: [1, 1, 2, 2] });
  });

  test('SplitV splits by sizes', async () => {
    const split = (sizes: number[]): TinyGraph =>
      new TinyGraph([1, 5])
        .constant('sizes', ints([2], sizes))
        .constant('axis', ints([], [1]))
        .node('parts', 'SplitV', ['x', 'sizes', 'axis'])
        .node('y', 'Identity', ['parts:1']);
    expect(await split([2, 3]).run(upTo(5))).toEqual({ dims: [1, 3], values: [3, 4, 5] });
    expect(() => split([2, -1]).convert({ outputs: ['y'] })).toThrow('SplitV "parts" has a size of -1');
  });

  test('Slice with a size of -1 ends at the end of the axis', async () => {
    const graph = new TinyGraph([2, 3])
      .constant('begin', ints([2], [0, 1]))
      .constant('size', ints([2], [1, -1]))
      .node('y', 'Slice', ['x', 'begin', 'size']);
    expect(await graph.run(upTo(6))).toEqual({ dims: [1, 2], values: [2, 3] });
  });

  test('Tile repeats values', async () => {
    const graph = new TinyGraph([1, 2])
      .constant('times', ints([2], [2, 1]))
      .node('y', 'Tile', ['x', 'times']);
    expect(await graph.run([1, 2])).toEqual({ dims: [2, 2], values: [1, 2, 1, 2] });
  });
});

describe('shapes', () => {
  test('Squeeze removes the named axes, and ExpandDims adds one', async () => {
    const graph = new TinyGraph([1, 2, 1])
      .constant('axis', ints([], [0]))
      .node('flat', 'Squeeze', ['x'], { squeeze_dims: list(2) })
      .node('y', 'ExpandDims', ['flat', 'axis']);
    expect((await graph.run([1, 2])).dims).toEqual([1, 1, 2]);
    const all = new TinyGraph([1, 2, 1]).node('y', 'Squeeze', ['x']);
    expect((await all.run([1, 2])).dims).toEqual([2]);
  });

  test('Reshape accepts a shape that Shape, StridedSlice and Pack compute', async () => {
    const graph = new TinyGraph([2, 3])
      .constant('one', ints([1], [1]))
      .constant('two', ints([1], [2]))
      .constant('rest', ints([], [-1]))
      .node('shape', 'Shape', ['x'])
      .node('width', 'StridedSlice', ['shape', 'one', 'two', 'one'], { shrink_axis_mask: integer(1) })
      .node('target', 'Pack', ['width', 'rest'], { axis: integer(0) })
      .node('y', 'Reshape', ['x', 'target']);
    expect((await graph.run(upTo(6))).dims).toEqual([3, 2]);
  });

  test('an empty dimension is rejected, because ONNX reads 0 as "copy"', () => {
    const graph = new TinyGraph([2])
      .constant('shape', ints([2], [0, 2]))
      .node('y', 'Reshape', ['x', 'shape']);
    expect(() => graph.convert({ outputs: ['y'] })).toThrow('Reshape "y" has a dimension of 0');
  });

  test('Range returns ascending numbers', async () => {
    const graph = new TinyGraph([1])
      .constant('from', ints([], [2]))
      .constant('to', ints([], [8]))
      .constant('step', ints([], [3]))
      .node('range', 'Range', ['from', 'to', 'step'])
      .node('numbers', 'Cast', ['range'], { DstT: { type: 'DT_FLOAT' } })
      .node('y', 'Add', ['numbers', 'x']);
    expect((await graph.run([0])).values).toEqual([2, 5]);
  });
});
