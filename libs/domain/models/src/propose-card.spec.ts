import { describe, expect, test } from '@jest/globals';
import { coco80 } from './coco-labels.ts';
import { type CardProposal, type ModelDescription, proposeCard } from './propose-card.ts';
import { bytes, message, text, varint } from './protobuf.fake.ts';

interface FakeModel {
  readonly inputs?: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly initialisers?: readonly Uint8Array[];
  /** Initialisers that are listed as inputs as well. */
  readonly weightInputs?: readonly string[];
}
type Tensor = readonly [name: string, dims: readonly number[], type?: number];

const picture: Tensor = ['images', [1, 3, 640, 640]];

function onnx({ inputs = [picture], outputs, properties = {}, ...rest }: FakeModel): Uint8Array {
  const graph = message(
    bytes(1, message(text(1, inputs[0]?.[0] ?? ''), text(2, outputs[0]?.[0] ?? ''), text(4, 'Relu'))),
    ...(rest.initialisers ?? []).map((tensor) => bytes(5, tensor)),
    ...inputs.map((input) => bytes(11, value(input))),
    ...(rest.weightInputs ?? []).map((name) => bytes(11, value([name, [1]]))),
    ...outputs.map((output) => bytes(12, value(output))),
  );
  const named = Object.entries(properties).map(([key, word]) =>
    bytes(14, message(text(1, key), text(2, word))),
  );
  return message(varint(1, 3), bytes(7, graph), bytes(8, varint(2, 17)), ...named);
}

function value([name, dims, type = 1]: Tensor): Uint8Array {
  const shape = message(...dims.map((size) => bytes(1, size === -1 ? text(2, 'n') : varint(1, size))));
  return message(text(1, name), bytes(2, bytes(1, message(varint(1, type), bytes(2, shape)))));
}

function floats(name: string, dims: readonly number[], values: readonly number[]): Uint8Array {
  const raw = new Uint8Array(Float32Array.from(values).buffer);
  return message(...dims.map((size) => varint(1, size)), varint(2, 1), text(8, name), bytes(9, raw));
}

const description = { id: 'new-model', licence: 'Apache-2.0', trainedBy: 'us, on our pictures' };

function proposed(model: FakeModel, more: Partial<ModelDescription> = {}): CardProposal {
  const checked = proposeCard(onnx(model), { ...description, ...more });
  if (!checked.ok) throw new Error(checked.problems.join('; '));
  return checked.value;
}

function problems(model: Uint8Array, more: Partial<ModelDescription> = {}): string {
  const checked = proposeCard(model, { ...description, ...more });
  return checked.ok ? '' : checked.problems.join('; ');
}

const ultralytics = { names: "{0: 'car', 1: 'bus', 2: \"driver's cab\"}", imgsz: '[480, 640]', stride: '32' };

describe('proposeCard', () => {
  test('labels and input size of an Ultralytics export come from its properties', () => {
    const { card } = proposed({
      inputs: [['images', [-1, 3, -1, -1]]],
      outputs: [['output0', [-1, 7, -1]]],
      properties: ultralytics,
    });
    expect(card.labels).toEqual(['car', 'bus', "driver's cab"]);
    expect(card.input).toMatchObject({
      width: 640,
      height: 480,
      resize: 'letterbox-centre',
      std: [255, 255, 255],
    });
    expect(card.decoder).toMatchObject({ kind: 'yolo', order: 'attributes-first', objectness: false });
  });

  test.each<[string, FakeModel, object]>([
    ['[1,84,8400]', { outputs: [['output0', [1, 84, 8400]]] }, { kind: 'yolo', order: 'attributes-first' }],
    [
      '[1,8400,84]',
      { outputs: [['output0', [1, 8400, 84]]] },
      { kind: 'yolo', order: 'boxes-first', objectness: false },
    ],
    ['[1,25200,85]', { outputs: [['output0', [1, 25200, 85]]] }, { kind: 'yolo', objectness: true }],
    ['[1,8400,85]', { outputs: [['output', [1, 8400, 85]]] }, { kind: 'yolox', strides: [8, 16, 32] }],
    [
      '[1,300,91] and [1,300,4]',
      {
        outputs: [
          ['dets', [1, 300, 4]],
          ['labels', [1, 300, 91]],
        ],
      },
      { kind: 'detr', logits: 'labels', boxes: 'dets' },
    ],
    [
      '[1,1917,90] and [1,1917,4]',
      {
        outputs: [
          ['scores', [1, 1917, 90]],
          ['boxes', [1, 1917, 4]],
        ],
      },
      { kind: 'ssd', scores: 'scores', boxes: 'boxes' },
    ],
    [
      '[1,80,160,160] and two maps',
      {
        outputs: [
          ['hm', [1, 80, 160, 160]],
          ['wh', [1, 2, 160, 160]],
          ['reg', [1, 2, 160, 160]],
        ],
      },
      { kind: 'centernet', heatmap: 'hm', sizes: 'wh', offsets: 'reg', order: 'NCHW' },
    ],
  ])('outputs of %s are recognised, and their number of labels as COCO', (_, model, decoder) => {
    const { card, assumptions } = proposed(model);
    expect(card.decoder).toMatchObject(decoder);
    expect(card.labels).toContain('motorcycle');
    expect(assumptions).toContain(`the ${card.labels.length} labels are those of COCO`);
  });

  test('an end-to-end export is recognised by its six columns', () => {
    const { card } = proposed({ outputs: [['output0', [1, 300, 6]]] }, { labels: coco80 });
    expect(card.decoder).toMatchObject({
      kind: 'end-to-end',
      columns: ['x1', 'y1', 'x2', 'y2', 'score', 'label'],
    });
  });

  test('the second input of a D-FINE export gets the size of the picture', () => {
    const { card } = proposed(
      {
        inputs: [picture, ['orig_target_sizes', [1, 2], 7]],
        outputs: [
          ['labels', [1, 300], 7],
          ['boxes', [1, 300, 4]],
          ['scores', [1, 300]],
        ],
      },
      { labels: coco80 },
    );
    expect(card.input.sizeInput).toEqual({
      name: 'orig_target_sizes',
      order: 'width-height',
      dtype: 'int64',
    });
    expect(card.decoder).toMatchObject({ kind: 'detections', unit: 'pixels', firstLabel: 0 });
  });

  test('a TensorFlow export with uint8 input and NMS in the graph is recognised', () => {
    const { card } = proposed(
      {
        inputs: [['input_tensor', [1, 320, 320, 3], 2]],
        outputs: [
          ['detection_boxes', [1, 100, 4]],
          ['detection_classes', [1, 100]],
          ['detection_scores', [1, 100]],
          ['num_detections', [1]],
        ],
      },
      { labels: coco80 },
    );
    expect(card.input).toMatchObject({ layout: 'NHWC', dtype: 'uint8', std: [1, 1, 1] });
    expect(card.decoder).toMatchObject({
      count: 'num_detections',
      corners: 'yxyx',
      unit: 'fraction',
      firstLabel: 1,
    });
  });

  test('a fixed batch is named with its cost', () => {
    const { card, assumptions } = proposed({
      inputs: [['images', [4, 3, 640, 640]]],
      outputs: [['output0', [4, 84, 8400]]],
    });
    expect(card.input.batch).toBe(4);
    expect(assumptions.join()).toContain('every frame costs the time of 4; export with batch 1');
  });

  test('initialisers that are listed as inputs are removed from the inputs, and the card describes the changed file', () => {
    const model = {
      outputs: [['output0', [1, 84, 8400]]] as const,
      initialisers: [floats('w', [1], [1])],
      weightInputs: ['w'],
    };
    const { card, model: normalised } = proposed(model);
    expect(normalised.removedInputs).toBe(1);
    expect(card.bytes).toBe(normalised.bytes.length);
    expect(proposeCard(normalised.bytes, description)).toMatchObject({
      value: { model: { removedInputs: 0 } },
    });
  });
});

describe('rejected models', () => {
  const outputs = [['output0', [1, 84, 8400]]] as const;

  test.each<[string, FakeModel, Partial<ModelDescription>, string]>([
    [
      'labels for faces',
      { outputs: [['o', [1, 6, 8400]]], properties: { names: "['car', 'face']" } },
      {},
      'label "face" names faces',
    ],
    ['labels for number plates', { outputs }, { labels: ['license_plate'] }, 'labels'],
    ['a grey input', { inputs: [['x', [1, 1, 640, 640]]], outputs }, {}, 'expected 3 colour channels'],
    [
      'several inputs',
      { inputs: [picture, ['im_shape', [1, 4]]], outputs },
      {},
      'at most one [N,2] for its size, found images',
    ],
    [
      'double precision',
      { inputs: [['x', [1, 3, 640, 640], 11]], outputs },
      {},
      'found ONNX type 11: export with float input',
    ],
    [
      'free axes and no size',
      { inputs: [['x', [1, 3, -1, -1]]], outputs },
      {},
      'expected a size, such as 640x640',
    ],
    ['unknown outputs', { outputs: [['o', [1, 8400]]] }, {}, 'o [1,8400] belong to no known family'],
    ['unknown labels', { outputs: [['o', [1, 12, 8400]]] }, {}, 'does not name its labels (8)'],
    [
      'weights that are NaN',
      { outputs, initialisers: [floats('w', [2], [1, Number.NaN])] },
      {},
      'weights "w" have values that are not numbers',
    ],
    [
      'absurd sizes of weights',
      { outputs, initialisers: [floats('w', [1_000_000, 1_000_000], [1])] },
      {},
      'weights "w": expected 1000000000000 values',
    ],
    ['an absurd input', { inputs: [['x', [1, 3, 99_999, 99_999]]], outputs }, {}, 'width'],
  ])('a model with %s is rejected', (_, model, more, sentence) =>
    expect(problems(onnx(model), more)).toContain(sentence),
  );

  test('weights in another file are rejected at any path', () => {
    const location = bytes(13, message(text(1, 'location'), text(2, '../../etc/passwd')));
    const external = message(varint(1, 1), varint(2, 1), text(8, 'w'), location, varint(14, 1));
    expect(problems(onnx({ outputs, initialisers: [external] }))).toContain('"w" are in another file');
  });

  test('infinite weights are accepted, because RT-DETR marks unused anchors with them', () =>
    expect(problems(onnx({ outputs, initialisers: [floats('w', [1], [Number.POSITIVE_INFINITY])] }))).toBe(
      '',
    ));
});
