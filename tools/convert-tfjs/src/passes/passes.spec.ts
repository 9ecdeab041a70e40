import { describe, expect, test } from '@jest/globals';
import { type OnnxGraph } from '../onnx-graph.ts';
import { floats, ints } from '../tensor.ts';
import { TinyGraph, counting, list, runOnnx, text, upTo } from '../tiny-graph.ts';

const valid = { padding: text('VALID'), strides: list(1, 1, 1, 1) };
const opsOf = (graph: OnnxGraph): string[] => graph.nodes.map((node) => node.op);

/** Pad (in NCHW) → Transpose → Conv → Add → Transpose: the exported form of one PyTorch convolution. */
function exportedConvolution(padValue: number, paddings: number[]): TinyGraph {
  return new TinyGraph([1, 1, 3, 3])
    .constant('p', ints([4, 2], paddings))
    .constant('value', floats([], [padValue]))
    .constant('toNhwc', ints([4], [0, 2, 3, 1]))
    .constant('toNchw', ints([4], [0, 3, 1, 2]))
    .constant('w', counting([3, 3, 1, 2]))
    .constant('b', floats([2], [0.5, -0.5]))
    .node('pad', 'PadV2', ['x', 'p', 'value'])
    .node('in', 'Transpose', ['pad', 'toNhwc'])
    .node('conv', 'Conv2D', ['in', 'w'], valid)
    .node('sum', 'Add', ['conv', 'b'])
    .node('out', 'Transpose', ['sum', 'toNchw'])
    .node('y', 'Identity', ['out']);
}

const spatial = [0, 0, 0, 0, 1, 1, 1, 1];

describe('simplification', () => {
  test('an exported convolution becomes one Conv with padding and bias', async () => {
    const graph = exportedConvolution(0, spatial).convert({ outputs: ['y'] });
    expect(opsOf(graph)).toEqual(['Conv']);
    const y = await runOnnx(graph, upTo(9));
    expect(y.dims).toEqual([1, 2, 3, 3]);
    expect(y.values[4]).toBe(1 * 1 + 2 * 3 + 3 * 5 + 4 * 7 + 5 * 9 + 6 * 11 + 7 * 13 + 8 * 15 + 9 * 17 + 0.5);
    expect(y.values[0]).toBe(1 * 9 + 2 * 11 + 4 * 15 + 5 * 17 + 0.5);
  });

  test('padding with another value than the neutral one is kept', async () => {
    const graph = exportedConvolution(1, spatial).convert({ outputs: ['y'] });
    expect(opsOf(graph)).toEqual(['Pad', 'Conv']);
    expect((await runOnnx(graph, Array<number>(9).fill(1))).values[0]).toBe(81.5);
  });

  test('padding is merged into a MaxPool unless a window can be completely in the padding', async () => {
    const maximum = (paddings: number[]): TinyGraph =>
      new TinyGraph([1, 2, 2, 1])
        .constant('p', ints([4, 2], paddings))
        .constant('value', floats([], [-Infinity]))
        .node('pad', 'PadV2', ['x', 'p', 'value'])
        .node('y', 'MaxPool', ['pad'], { ...valid, ksize: list(1, 2, 2, 1), strides: list(1, 2, 2, 1) });
    const narrow = maximum([0, 0, 1, 1, 1, 1, 0, 0]).convert({ outputs: ['y'] });
    expect(opsOf(narrow)).toEqual(['Transpose', 'MaxPool', 'Transpose']);
    expect((await runOnnx(narrow, [-1, -2, -3, -4])).values).toEqual([-1, -2, -3, -4]);
    expect(opsOf(maximum([0, 0, 2, 0, 0, 0, 0, 0]).convert({ outputs: ['y'] }))).toContain('Pad');
  });

  test('padding with another reader is kept', () => {
    const graph = exportedConvolution(0, spatial)
      .node('also', 'Exp', ['pad'])
      .convert({ outputs: ['y', 'also'] });
    expect(opsOf(graph).sort()).toEqual(['Conv', 'Exp', 'Pad']);
  });

  test('padding of channels is kept', () => {
    const graph = exportedConvolution(0, [0, 0, 0, 0, 0, 0, 0, 0])
      .constant('q', ints([4, 2], [0, 0, 0, 0, 0, 0, 0, 1]))
      .constant('w2', counting([1, 1, 2, 1]))
      .constant('toNhwc2', ints([4], [0, 2, 3, 1]))
      .node('nhwc', 'Transpose', ['x', 'toNhwc2'])
      .node('wide', 'Pad', ['nhwc', 'q'])
      .node('z', 'Conv2D', ['wide', 'w2'], valid);
    expect(opsOf(graph.convert({ outputs: ['z'] }))).toContain('Pad');
  });

  test('a bias is not merged into a convolution that has another reader', async () => {
    const graph = new TinyGraph([1, 1, 1, 1])
      .constant('w', floats([1, 1, 1, 1], [2]))
      .constant('b', floats([1], [100]))
      .node('conv', 'Conv2D', ['x', 'w'], valid)
      .node('sum', 'BiasAdd', ['conv', 'b'])
      .node('y', 'Sub', ['sum', 'conv']);
    expect((await graph.run([3])).values).toEqual([100]);
  });

  test('consecutive Transposes are merged into one', async () => {
    const graph = new TinyGraph([1, 2, 3])
      .constant('a', ints([3], [1, 2, 0]))
      .constant('b', ints([3], [1, 0, 2]))
      .node('first', 'Transpose', ['x', 'a'])
      .node('y', 'Transpose', ['first', 'b']);
    expect(opsOf(graph.convert({ outputs: ['y'] }))).toEqual(['Transpose']);
    expect(await graph.run(upTo(6))).toEqual({ dims: [3, 2, 1], values: [1, 4, 2, 5, 3, 6] });
  });

  test('two outputs of one value, and an output that is the input, keep their names', async () => {
    const graph = new TinyGraph([2])
      .node('e', 'Relu', ['x'])
      .node('a', 'Identity', ['e'])
      .node('b', 'Identity', ['a'])
      .node('same', 'Identity', ['x']);
    for (const outputs of [['a', 'b'], ['b', 'a'], ['same'], ['b', 'e']]) {
      const converted = graph.convert({ outputs });
      expect(converted.outputs).toEqual(outputs);
      expect((await runOnnx(converted, [1, 2])).values).toEqual([1, 2]);
    }
  });

  test('nodes and weights that no output needs are removed', () => {
    const graph = new TinyGraph([1])
      .constant('unused', counting([1000]))
      .node('dead', 'Where', ['x', 'unused'])
      .node('y', 'Relu', ['x'])
      .convert({ outputs: ['y'] });
    expect(opsOf(graph)).toEqual(['Relu']);
    expect(graph.constants.size).toBe(0);
  });
});
