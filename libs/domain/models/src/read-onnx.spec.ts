import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytes, message, text, varint } from './protobuf.fake.ts';
import { maxModelBytes, readOnnx } from './read-onnx.ts';
import { type TinyOnnx, tinyOnnx } from './tiny-package.fake.ts';

const problemsOf = (bytes: Uint8Array): string => {
  const checked = readOnnx(bytes);
  return checked.ok ? '' : checked.problems.join('; ');
};

describe('readOnnx', () => {
  test('initialisers that are listed as inputs are not returned as inputs', () => {
    const checked = readOnnx(tinyOnnx());
    expect(checked.ok && checked.value.inputs.map((input) => input.name)).toEqual(['x']);
  });

  test('an output without a recorded shape has no dims', () => {
    const checked = readOnnx(tinyOnnx());
    expect(checked.ok && checked.value.outputs[0]).toEqual({ name: 'a', type: 1 });
  });

  test.each<[string, TinyOnnx, string]>([
    ['weights marked as external', { externalWeights: 'marked' }, 'save the model as one file'],
    ['weights described as external', { externalWeights: 'described' }, 'save the model as one file'],
    ['unknown operators', { domain: 'evil' }, 'evil::Relu are not part of onnxruntime'],
    ['unknown operators inside a branch', { domain: 'evil', nested: true }, 'evil::Relu'],
    ['another function of an unknown domain', { domain: 'evil', ownFunction: 'other' }, 'evil::Relu'],
    ['a newer IR version', { ir: 14 }, 'expected IR version 13 or lower, found 14'],
    [
      'a newer operator set',
      { opset: 27 },
      'expected operator set 26 or lower, found 27: export the model with opset 17',
    ],
    ['an old operator set', { opset: 6 }, 'expected operator set 7 or higher, found 6'],
  ])('a model with %s is rejected', (_, model, message) =>
    expect(problemsOf(tinyOnnx(model))).toContain(message),
  );

  test.each<[string, TinyOnnx]>([
    ['operators of onnxruntime', { domain: 'com.microsoft' }],
    ['functions that it defines itself', { domain: 'own', ownFunction: 'own' }],
  ])('a model with %s is accepted', (_, model) => expect(problemsOf(tinyOnnx(model))).toBe(''));

  test('a model with too many nested graphs is rejected', () => {
    let graph = new Uint8Array();
    const wrap = (field: number, content: Uint8Array): Uint8Array => {
      const head = [field * 8 + 2, (content.length % 128) + 128, content.length >> 7];
      return Uint8Array.from([...head, ...content]);
    };
    for (let depth = 0; depth < 100; depth++) graph = Uint8Array.from(wrap(1, wrap(5, wrap(6, graph))));
    const model = Uint8Array.from([...wrap(7, graph), 0x42, 2, 0x10, 13]);
    expect(problemsOf(model)).toContain('has more than 16 nested graphs');
  });

  test('a model with two graphs is rejected, because the runtime would merge them', () => {
    const [harmful, harmless] = [tinyOnnx({ externalWeights: 'marked' }), tinyOnnx()];
    const model = Uint8Array.from([...harmful, ...harmless]);
    expect(problemsOf(model)).toBe('expected one graph, found 2: export the model again');
  });

  test('external weights in a default value of a function are rejected', () => {
    const weights = message(text(8, 'w'), varint(14, 1));
    const withDefault = message(text(1, 'own'), bytes(11, message(text(1, 'value'), bytes(5, weights))));
    const model = Uint8Array.from([...tinyOnnx(), ...bytes(25, withDefault)]);
    expect(problemsOf(model)).toBe('weights "w" are in another file: save the model as one file');
  });

  test('a file above the size limit is rejected without reading it', () => {
    const huge = new Uint8Array(maxModelBytes + 1);
    expect(problemsOf(huge)).toBe('expected at most 200000000 bytes, found 200000001: use a smaller model');
  });

  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'found an empty file'],
    ['a zip archive', new TextEncoder().encode('PK\u0003\u0004 something'), 'expected an ONNX model'],
    ['a web page', new TextEncoder().encode('<!DOCTYPE html><html>404</html>'), 'expected an ONNX model'],
    ['another protobuf', Uint8Array.of(0x08, 1), 'found neither; the file may have another format'],
    ['zeros', new Uint8Array(64), 'is not a protobuf message'],
  ])('%s is rejected as a model', (_, file, sentence) => expect(problemsOf(file)).toContain(sentence));

  test('a model that is truncated at any position is rejected', () => {
    const whole = tinyOnnx();
    for (let length = 0; length < whole.length; length++)
      expect(problemsOf(whole.slice(0, length))).not.toBe('');
  });

  test('reading arbitrary bytes neither throws nor hangs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof readOnnx(bytes).ok === 'boolean'),
    );
    const damaged = fc
      .tuple(fc.nat(tinyOnnx().length - 1), fc.nat(255))
      .map(([at, byte]) => tinyOnnx().fill(byte, at, at + 1));
    fc.assert(fc.property(damaged, (bytes) => typeof readOnnx(bytes).ok === 'boolean'));
  });
});
