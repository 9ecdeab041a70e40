import { createHash } from 'node:crypto';
import type { ModelCard } from '@vialog/contracts';
import type { ModelPackage } from './check-package.ts';
import { bytes, message, text, varint } from './protobuf.fake.ts';

/** Differences from a valid model with one Relu. */
export interface TinyOnnx {
  readonly input?: string;
  /** -1 is written as a free size. */
  readonly dims?: readonly number[];
  readonly type?: number;
  readonly outputs?: readonly string[];
  readonly domain?: string;
  /** How external weights are declared: by `data_location`, or by `external_data` alone. */
  readonly externalWeights?: 'marked' | 'described';
  /** Moves the node into the branch of an If. */
  readonly nested?: boolean;
  /** Domain of a function Relu that the model defines. */
  readonly ownFunction?: string;
  readonly ir?: number;
  readonly opset?: number;
}

/** An ONNX file with one node, for checks of the structure. */
export function tinyOnnx(options: TinyOnnx = {}): Uint8Array {
  const { input = 'x', dims = [1, 3, 32, 32], type = 1, outputs = ['a', 'b'], domain = '' } = options;
  const externalData = { marked: [varint(14, 1)], described: [bytes(13, text(1, 'location'))] };
  const weight = [text(8, 'w'), ...(options.externalWeights ? externalData[options.externalWeights] : [])];
  const node = message(text(1, input), text(2, 'a'), text(4, 'Relu'), text(7, domain));
  const inGraph = options.nested ? message(text(4, 'If'), bytes(5, bytes(6, bytes(1, node)))) : node;
  const graph = message(
    bytes(1, inGraph),
    bytes(5, message(...weight)),
    bytes(11, value(input, type, dims)),
    bytes(11, value('w', 1, [1])),
    ...outputs.map((name) => bytes(12, value(name, 1))),
  );
  const functions =
    options.ownFunction === undefined
      ? []
      : [bytes(25, message(text(1, 'Relu'), text(10, options.ownFunction)))];
  return message(...versions(options), ...functions, bytes(7, graph));
}

function versions({ ir = 8, opset = 13 }: TinyOnnx): Uint8Array[] {
  return [varint(1, ir), bytes(8, varint(2, opset))];
}

function value(name: string, type: number, dims?: readonly number[]): Uint8Array {
  const sizes = dims?.map((size) => bytes(1, size === -1 ? text(2, 'n') : varint(1, size)));
  const shape = sizes ? [bytes(2, message(...sizes))] : [];
  return message(text(1, name), bytes(2, bytes(1, message(varint(1, type), ...shape))));
}

/** A valid card for the bytes, of a model with one stride. */
export function cardText(model: Uint8Array, changes: Partial<ModelCard> = {}): string {
  const card: ModelCard = {
    v: 1,
    id: 'tiny',
    name: 'Tiny',
    version: '1.0.0',
    file: 'model.onnx',
    sha256: createHash('sha256').update(model).digest('hex'),
    bytes: model.length,
    licence: 'Apache-2.0',
    trainedBy: 'not trained',
    source: {},
    input: {
      name: 'x',
      layout: 'NCHW',
      width: 32,
      height: 32,
      channels: 'BGR',
      mean: [0, 0, 0],
      std: [1, 1, 1],
      resize: 'stretch',
      pad: 0,
    },
    decoder: { kind: 'gfl', strides: [8], bins: 8, cellOffset: 0.5, scores: 'probability' },
    nms: { iou: 0.5 },
    threshold: 0.3,
    labels: ['person', 'car', 'cell phone'],
    evaluation: [],
  };
  return JSON.stringify({ ...card, ...changes });
}

/** A package with the given id, valid unless the changes break it. */
export function packageOf(id: string, model: TinyOnnx = {}, changes: Partial<ModelCard> = {}): ModelPackage {
  const written = tinyOnnx(model);
  return { card: cardText(written, { id, ...changes }), model: written };
}
