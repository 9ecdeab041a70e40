import { InMemoryModelStore, bytes, cardText, message, text, varint } from '@vialog/models/conformance';

/**
 * valid: one car in every picture; nan-when-white: NaN when a value exceeds 200; nan: always NaN; other-shape: one row is
 * missing.
 */
export type TinyModelKind = 'valid' | 'nan-when-white' | 'nan' | 'other-shape';

/** Models of 32 × 32 px with one stride of 8 that onnxruntime can run, by id. */
export function tinyModels(kinds: Readonly<Record<string, TinyModelKind>>): InMemoryModelStore {
  return new InMemoryModelStore(
    Object.fromEntries(
      Object.entries(kinds).map(([id, kind]) => {
        const model = tinyModel(kind);
        return [id, { card: cardText(model, { id }), model }];
      }),
    ),
  );
}

const labels = 3;
const cells = 16;

/** An ONNX file (opset 13): constants, plus zero times the brightest value, so that the input is used. */
function tinyModel(kind: TinyModelKind): Uint8Array {
  const rows = kind === 'other-shape' ? cells - 1 : cells;
  const scores = new Float32Array(rows * labels);
  scores[5 * labels + 1] = kind === 'nan' ? Number.NaN : 0.9;
  const brightness =
    kind === 'nan-when-white'
      ? [node('Sub', ['limit', 'brightest'], 'left'), node('Sqrt', ['left'], 'value')]
      : [node('Identity', ['brightest'], 'value')];
  const graph = message(
    bytes(1, node('ReduceMax', ['x'], 'brightest', attribute('keepdims', 0))),
    ...brightness.map((step) => bytes(1, step)),
    bytes(1, node('Mul', ['value', 'zero'], 'zeroed')),
    bytes(1, node('Add', ['scores', 'zeroed'], 'a')),
    bytes(1, node('Add', ['distances', 'zeroed'], 'b')),
    text(2, 'tiny'),
    bytes(5, constant('zero', [], new Float32Array([0]))),
    bytes(5, constant('limit', [], new Float32Array([200]))),
    bytes(5, constant('scores', [1, rows, labels], scores)),
    bytes(5, constant('distances', [1, rows, 32], new Float32Array(rows * 32))),
    bytes(11, value('x', [1, 3, 32, 32])),
    bytes(12, value('a', [1, rows, labels])),
    bytes(12, value('b', [1, rows, 32])),
  );
  return message(varint(1, 8), bytes(7, graph), bytes(8, varint(2, 13)));
}

function node(
  operator: string,
  inputs: readonly string[],
  output: string,
  ...rest: Uint8Array[]
): Uint8Array {
  return message(...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...rest);
}

function attribute(name: string, int: number): Uint8Array {
  return bytes(5, message(text(1, name), varint(3, int), varint(20, 2)));
}

function constant(name: string, dims: readonly number[], data: Float32Array): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(...dims.map((size) => varint(1, size)), varint(2, 1), text(8, name), bytes(9, raw));
}

function value(name: string, dims: readonly number[]): Uint8Array {
  const shape = message(...dims.map((size) => bytes(1, varint(1, size))));
  return message(text(1, name), bytes(2, bytes(1, message(varint(1, 1), bytes(2, shape)))));
}
