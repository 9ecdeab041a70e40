import { describe, expect, test } from '@jest/globals';
import { floats } from './tensor.ts';
import { parseTfjsModel } from './tfjs-files.ts';
import { TinyGraph, runOnnx } from './tiny-graph.ts';

describe('conversion', () => {
  test('an unknown operator is rejected with its node, the known operators and what to do', () => {
    const graph = new TinyGraph([1]).node('image', 'DecodeJpeg', ['x']).node('y', 'Relu', ['image']);
    const converting = (): unknown => graph.convert({ outputs: ['y'] });
    expect(converting).toThrow('cannot convert DecodeJpeg "image": known operators are Add, AddN,');
    expect(converting).toThrow('cut it off with --input or --outputs');
  });

  test('--input makes an inner value the input, and nodes before it are ignored', async () => {
    const graph = new TinyGraph([1])
      .node('loop', 'Enter', ['x'])
      .node('inner', 'Exit', ['loop'])
      .node('y', 'Relu', ['inner']);
    const converted = graph.convert({ input: { name: 'inner', dims: [2] }, outputs: ['y'] });
    expect(converted.inputs).toEqual([{ name: 'inner', dims: [2] }]);
    expect((await runOnnx(converted, [-1, 1])).values).toEqual([0, 1]);
  });

  test('--input without a recorded shape is rejected with a request for the shape', () => {
    const graph = new TinyGraph([1]).node('inner', 'Exit', ['x']).node('y', 'Relu', ['inner']);
    expect(() => graph.convert({ input: { name: 'inner' }, outputs: ['y'] })).toThrow(
      '--input inner=1x300x300x3',
    );
  });

  test('an output or input that does not exist is rejected by name', () => {
    const graph = new TinyGraph([1]).node('y', 'Relu', ['x']);
    expect(() => graph.convert({ outputs: ['z'] })).toThrow('no node "z" in the model');
    expect(() => graph.convert({ input: { name: 'z' }, outputs: ['y'] })).toThrow(
      'expected "z" above the outputs, found none',
    );
    expect(() => graph.convert({})).toThrow('the model names no outputs: pass --outputs');
  });

  test('a model with two placeholders requires --input', () => {
    const graph = new TinyGraph([1]).node('second', 'Placeholder', []).node('y', 'Add', ['x', 'second']);
    expect(() => graph.convert({ outputs: ['y'] })).toThrow(
      'expected one placeholder above the outputs, found ',
    );
  });

  test('a Const without weights, and an output that is a constant, are rejected', () => {
    const missing = new TinyGraph([1]).node('w', 'Const', []).node('y', 'Add', ['x', 'w']);
    expect(() => missing.convert({ outputs: ['y'] })).toThrow('Const "w" has no weights in the manifest');
    const constant = new TinyGraph([1]).constant('w', floats([1], [1])).node('y', 'Add', ['x', 'w']);
    expect(() => constant.convert({ outputs: ['y', 'w'] })).toThrow('output "w" is a constant');
  });

  test('control inputs are ignored and port zero is the default', async () => {
    const graph = new TinyGraph([1]).node('side', 'NoOp', []).node('y', 'Relu', ['x:0', '^side']);
    expect((await graph.run([3], 'y:0')).values).toEqual([3]);
  });

  test('a graph deeper than the call stack is converted', () => {
    const graph = new TinyGraph([1]);
    for (let i = 0; i < 20_000; i++) graph.node(`n${i}`, 'Relu', [i === 0 ? 'x' : `n${i - 1}`]);
    expect(graph.convert({ outputs: ['n19999'] }).nodes).toHaveLength(20_000);
  });
});

describe('model.json', () => {
  test.each([
    ['{"format":"layers-model"}', 'found a layers model'],
    ['{"format":"graph-model"}', 'expected a TFJS graph model with modelTopology.node'],
    ['{"modelTopology":{"node":[]}}', 'expected weightsManifest'],
    ['PK\u0003', 'is not JSON: give the model.json'],
    ['[1', 'is not JSON'],
    ['3', 'holds no JSON object'],
  ])('the model.json %s is rejected', (text, message) => expect(() => parseTfjsModel(text)).toThrow(message));
});
