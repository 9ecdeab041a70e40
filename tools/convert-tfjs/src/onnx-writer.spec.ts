import { describe, expect, test } from '@jest/globals';
import type { OnnxGraph } from './onnx-graph.ts';
import { writeOnnx } from './onnx-writer.ts';
import { floats } from './tensor.ts';
import { TinyGraph, runOnnx } from './tiny-graph.ts';

function adding(values: number[]): OnnxGraph {
  return new TinyGraph([1])
    .constant('w', floats([values.length], values))
    .node('y', 'Add', ['x', 'w'])
    .convert({ outputs: ['y'] });
}

const halves = Array.from({ length: 1024 }, (_, i) => i / 8);

describe('the ONNX file', () => {
  test('the same graph is written as the same bytes', () => {
    expect(Buffer.from(writeOnnx(adding(halves), 'p')).equals(writeOnnx(adding(halves), 'p'))).toBe(true);
  });

  test('weights that are exact in half precision are stored in half the bytes and are read unchanged', async () => {
    const inexact = halves.map((value) => value + 0.1);
    const saved = writeOnnx(adding(inexact), 'p').length - writeOnnx(adding(halves), 'p').length;
    expect(saved).toBeGreaterThan(1024 * 2 - 200);
    expect((await runOnnx(adding(halves), [0])).values).toEqual(halves);
    expect((await runOnnx(adding(inexact), [0])).values).toEqual(inexact.map(Math.fround));
  });

  test('a free dimension accepts any size', async () => {
    const graph = new TinyGraph([-1]).node('y', 'Relu', ['x']).convert({ outputs: ['y'] });
    expect((await runOnnx(graph, [-1, 2, 3], [3])).values).toEqual([0, 2, 3]);
  });
});
