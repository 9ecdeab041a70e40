import { describe, expect, test } from '@jest/globals';
import { floats, ints } from '../tensor.ts';
import type { RawAttr } from '../tfjs-files.ts';
import { TinyGraph, text } from '../tiny-graph.ts';

async function unary(op: string, x: number[], attrs: Record<string, RawAttr> = {}): Promise<number[]> {
  return (await new TinyGraph([x.length]).node('y', op, ['x'], attrs).run(x)).values;
}

describe('element-wise operators', () => {
  test.each([
    ['Add', [11, 22]],
    ['AddV2', [11, 22]],
    ['AddN', [11, 22]],
    ['Sub', [-9, -18]],
    ['Mul', [10, 40]],
    ['BiasAdd', [11, 22]],
  ])('%s', async (op, expected) => {
    const graph = new TinyGraph([1, 2]).constant('c', floats([2], [10, 20])).node('y', op, ['x', 'c']);
    expect((await graph.run([1, 2])).values).toEqual(expected);
  });

  test('Relu, Relu6 and LeakyRelu are converted', async () => {
    expect(await unary('Relu', [-2, 3])).toEqual([0, 3]);
    expect(await unary('Relu6', [-2, 3, 9])).toEqual([0, 3, 6]);
    expect(await unary('LeakyRelu', [-2, 3], { alpha: { f: 0.5 } })).toEqual([-1, 3]);
    expect((await unary('LeakyRelu', [-10]))[0]).toBeCloseTo(-2, 6);
  });

  test('Sigmoid and Exp are converted', async () => {
    expect((await unary('Sigmoid', [0, Math.log(3)]))[1]).toBeCloseTo(0.75, 6);
    expect((await unary('Exp', [0, 1]))[1]).toBeCloseTo(Math.E, 5);
  });

  test('Cast converts to integers and back to floats', async () => {
    const graph = new TinyGraph([2])
      .node('i', 'Cast', ['x'], { DstT: { type: 'DT_INT32' } })
      .node('y', 'Cast', ['i'], { DstT: { type: 'DT_FLOAT' } });
    expect((await graph.run([1.75, -1.75])).values).toEqual([1, -1]);
    const complex = new TinyGraph([1]).node('y', 'Cast', ['x'], { DstT: { type: 'DT_COMPLEX64' } });
    expect(() => complex.convert({ outputs: ['y'] })).toThrow('Cast "y" has DstT DT_COMPLEX64');
  });

  test('FusedBatchNormV3 normalises along the last axis', async () => {
    const graph = new TinyGraph([1, 1, 1, 2])
      .constant('scale', floats([2], [2, 1]))
      .constant('offset', floats([2], [1, 0]))
      .constant('mean', floats([2], [3, 10]))
      .constant('variance', floats([2], [3.75, 0]))
      .node('y', 'FusedBatchNormV3', ['x', 'scale', 'offset', 'mean', 'variance'], { epsilon: { f: 0.25 } });
    expect((await graph.run([5, 11])).values).toEqual([3, 2]);
  });

  test('a batch normalisation in training mode is rejected', () => {
    const graph = new TinyGraph([1]).node('y', 'FusedBatchNorm', ['x'], { is_training: { b: true } });
    expect(() => graph.convert({ outputs: ['y'] })).toThrow('inference graphs only');
    const nchw = new TinyGraph([1]).node('y', 'BiasAdd', ['x', 'x'], { data_format: text('NCHW') });
    expect(() => nchw.convert({ outputs: ['y'] })).toThrow('BiasAdd "y" has data_format NCHW');
  });
});

describe('constants of constants', () => {
  test('SparseToDense and AddV2 are computed at conversion time', async () => {
    const graph = new TinyGraph([1, 2, 3])
      .constant('where', ints([1, 1], [1]))
      .constant('shape', ints([1], [3]))
      .constant('value', ints([1], [-1]))
      .constant('zero', ints([], [0]))
      .constant('base', ints([3], [0, 3, 1]))
      .node('dense', 'SparseToDense', ['where', 'shape', 'value', 'zero'])
      .node('perm', 'AddV2', ['base', 'dense'])
      .node('y', 'Transpose', ['x', 'perm']);
    expect(await graph.run([1, 2, 3, 4, 5, 6])).toEqual({ dims: [1, 3, 2], values: [1, 4, 2, 5, 3, 6] });
    expect(graph.convert({ outputs: ['y'] }).nodes.map((node) => node.op)).toEqual(['Transpose']);
  });
});
