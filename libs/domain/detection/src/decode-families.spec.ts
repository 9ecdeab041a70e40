import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import type { Box } from './box.ts';
import { decodeFor } from './decode.ts';
import { ModelOutputError, type ModelOutput } from './model-output.ts';
import { testCards } from './test-cards.fake.ts';

type Decoder = ModelCard['decoder'];

const labels = ['person', 'car', 'bus'];
const [car, bus] = [1, 2];

/** A card of 320 × 160 px with three labels. */
function cardOf(decoder: Decoder, batch?: number): ModelCard {
  const { input } = testCards.yolox;
  return {
    ...testCards.yolox,
    labels,
    decoder,
    input: { ...input, width: 320, height: 160, ...(batch === undefined ? {} : { batch }) },
  };
}

function output(name: string, dims: number[], values: readonly number[] = []): ModelOutput {
  const data = new Float32Array(dims.reduce((a, b) => a * b, 1));
  data.set(values);
  return { name, dims, data };
}

const rounded = (boxes: readonly Box[]) =>
  boxes.map(({ label, score, x1, y1, x2, y2 }) =>
    [label, score, x1, y1, x2, y2].map((n) => Number(n.toFixed(2))),
  );

/** Rows as the columns of a matrix. */
const transposed = (rows: readonly number[][]): number[] =>
  (rows[0] ?? []).flatMap((_, column) => rows.map((row) => row[column] as number));

const carBox = [car, 0.9, 60, 40, 100, 80];

describe('YOLO decoder', () => {
  const yolo = {
    kind: 'yolo',
    order: 'attributes-first',
    boxes: 'cxcywh',
    unit: 'pixels',
    objectness: false,
    scores: 'probability',
  } as const;
  const candidates = [
    [80, 60, 40, 40, 0, 0.9, 0.1],
    [10, 10, 10, 10, 0.1, 0.2, 0.1],
  ];

  test('a YOLO decoder reads [1,4+labels,N], the layout of YOLOv8 and later', () => {
    const outputs = [output('output0', [1, 7, 2], transposed(candidates))];
    expect(rounded(decodeFor(cardOf(yolo))(outputs, 0.3))).toEqual([carBox]);
  });

  test('a YOLO decoder reads [1,N,4+labels], fractions and corners', () => {
    const decoder = { ...yolo, order: 'boxes-first', boxes: 'xyxy', unit: 'fraction' } as const;
    const outputs = [output('out', [1, 2, 7], [60 / 320, 40 / 160, 100 / 320, 80 / 160, 0, 0.9, 0.1])];
    expect(rounded(decodeFor(cardOf(decoder))(outputs, 0.3))).toEqual([carBox]);
  });

  test('a YOLO decoder multiplies the scores by the objectness that YOLOv5 returns', () => {
    const decoder = { ...yolo, order: 'boxes-first', objectness: true } as const;
    const rows = [80, 60, 40, 40, 0.5, 0, 0.8, 0, 80, 60, 40, 40, 0.1, 0, 0.8, 0];
    expect(rounded(decodeFor(cardOf(decoder))([output('out', [1, 2, 8], rows)], 0.3))).toEqual([
      [car, 0.4, 60, 40, 100, 80],
    ]);
  });

  test('a YOLO decoder applies the sigmoid to logits', () => {
    const decoder = { ...yolo, scores: 'logit' } as const;
    const outputs = [output('out', [1, 7, 1], [80, 60, 40, 40, -9, -9, 2])];
    expect(rounded(decodeFor(cardOf(decoder))(outputs, 0.7))).toEqual([[bus, 0.88, 60, 40, 100, 80]]);
  });

  test('a YOLO output with another number of labels is an error that names the shapes', () => {
    const outputs = [output('output0', [1, 84, 2])];
    expect(() => decodeFor(cardOf(yolo))(outputs, 0.3)).toThrow(
      'expected one output of shape [1,7,N] and found 0 among output0 [1,84,2]; the card does not match the model',
    );
  });

  test('the first picture of a fixed batch is decoded', () => {
    const second = transposed([
      [1, 1, 1, 1, 0.8, 0, 0],
      [1, 1, 1, 1, 0.8, 0, 0],
    ]);
    const outputs = [output('output0', [2, 7, 2], [...transposed(candidates), ...second])];
    expect(rounded(decodeFor(cardOf(yolo, 2))(outputs, 0.3))).toEqual([carBox]);
  });
});

describe('end-to-end decoder', () => {
  const six = ['x1', 'y1', 'x2', 'y2', 'score', 'label'] as const;

  test('an end-to-end decoder reads [1,N,6] and skips the rows that fill up the output', () => {
    const card = cardOf({ kind: 'end-to-end', columns: [...six], unit: 'pixels' });
    const outputs = [output('output0', [1, 300, 6], [60, 40, 100, 80, 0.9, car])];
    expect(rounded(decodeFor(card)(outputs, 0.3))).toEqual([carBox]);
  });

  test('an end-to-end decoder reads [N,7] and keeps the rows of the first picture', () => {
    const columns = ['batch', 'x1', 'y1', 'x2', 'y2', 'label', 'score'] as const;
    const card = cardOf({ kind: 'end-to-end', columns: [...columns], unit: 'pixels' }, 2);
    const rows = [0, 60, 40, 100, 80, car, 0.9, 1, 60, 40, 100, 80, bus, 0.9];
    expect(rounded(decodeFor(card)([output('output', [2, 7], rows)], 0.3))).toEqual([carBox]);
    expect(decodeFor(card)([output('output', [0, 7])], 0.3)).toEqual([]);
  });

  test('a label number that the card does not have is an error', () => {
    const card = cardOf({ kind: 'end-to-end', columns: [...six], unit: 'fraction' });
    const outputs = [output('output0', [1, 1, 6], [0, 0, 1, 1, 0.9, 3])];
    expect(() => decodeFor(card)(outputs, 0.3)).toThrow('expected label numbers from 0 to 2 and found 3');
  });
});

describe('detections decoder', () => {
  const decoder = {
    kind: 'detections',
    boxes: 'boxes',
    scores: 'scores',
    labels: 'labels',
    corners: 'xyxy',
    unit: 'pixels',
    firstLabel: 0,
  } as const;

  test('a detections decoder reads the labels, boxes and scores of D-FINE and RT-DETR exports', () => {
    const outputs = [
      output('labels', [1, 2], [car, bus]),
      output('boxes', [1, 2, 4], [60, 40, 100, 80]),
      output('scores', [1, 2], [0.9, 0.1]),
    ];
    expect(rounded(decodeFor(cardOf(decoder))(outputs, 0.3))).toEqual([carBox]);
  });

  test('a detections decoder reads TensorFlow outputs with a count, swapped corners and labels from 1', () => {
    const card = cardOf({ ...decoder, count: 'num', corners: 'yxyx', unit: 'fraction', firstLabel: 1 });
    const outputs = [
      output('labels', [1, 2], [car + 1, bus + 1]),
      output('boxes', [1, 2, 4], [0.25, 60 / 320, 0.5, 100 / 320, 0, 0, 1, 1]),
      output('scores', [1, 2], [0.9, 0.9]),
      output('num', [1], [1]),
    ];
    expect(rounded(decodeFor(card)(outputs, 0.3))).toEqual([carBox]);
  });

  test('outputs of different lengths are an error', () => {
    const outputs = [output('labels', [1, 2]), output('boxes', [1, 3, 4]), output('scores', [1, 2])];
    expect(() => decodeFor(cardOf(decoder))(outputs, 0.3)).toThrow(/4 corners, a score and a label/);
  });
});

describe('DETR decoder', () => {
  const decoder = { kind: 'detr', logits: 'labels', boxes: 'dets', scores: 'sigmoid' } as const;
  const boxes = output('dets', [1, 2, 4], [80 / 320, 60 / 160, 40 / 320, 40 / 160]);

  test('a DETR decoder reads logits with a sigmoid, as RT-DETR, D-FINE and RF-DETR have them', () => {
    const logits = output('labels', [1, 2, 3], [-9, Math.log(9), -9, -9, -9, -9]);
    expect(rounded(decodeFor(cardOf(decoder))([boxes, logits], 0.3))).toEqual([carBox]);
  });

  test('a DETR decoder reads logits with a softmax whose last column means no object', () => {
    const card = cardOf({ ...decoder, scores: 'softmax' });
    const logits = output('labels', [1, 2, 4], [-9, 9, -9, 9 - Math.log(9), 0, 1, 0, 9]);
    expect(rounded(decodeFor(card)([boxes, logits], 0.3))).toEqual([carBox]);
  });

  test('another number of logits is an error', () => {
    expect(() => decodeFor(cardOf(decoder))([boxes, output('labels', [1, 2, 91])], 0.3)).toThrow(
      /expected 3 logits and 4 numbers per query/,
    );
  });
});

describe('CenterNet decoder', () => {
  const decoder = {
    kind: 'centernet',
    heatmap: 'hm',
    sizes: 'wh',
    offsets: 'reg',
    order: 'NCHW',
    scores: 'probability',
  } as const;
  /** A grid of 8 × 4 cells of 40 px; the car is in column 1, row 1, and its neighbour has a lower score. */
  function maps(at: (channel: number, cell: number, channels: number) => number): ModelOutput[] {
    const [hm, wh, reg] = [new Float32Array(96), new Float32Array(64), new Float32Array(64)];
    hm[at(car, 9, 3)] = 0.9;
    hm[at(car, 10, 3)] = 0.8;
    for (const channel of [0, 1]) wh[at(channel, 9, 2)] = 1;
    reg[at(0, 9, 2)] = 1;
    reg[at(1, 9, 2)] = 0.5;
    return [
      output('hm', [1, 3, 4, 8], [...hm]),
      output('wh', [1, 2, 4, 8], [...wh]),
      output('reg', [1, 2, 4, 8], [...reg]),
    ];
  }

  test('a CenterNet decoder returns a box per peak of the heat map', () => {
    const outputs = maps((channel, cell) => channel * 32 + cell);
    expect(rounded(decodeFor(cardOf(decoder))(outputs, 0.3))).toEqual([carBox]);
  });

  test('a CenterNet decoder reads maps with the channels last', () => {
    const outputs = maps((channel, cell, channels) => cell * channels + channel).map((map) => {
      return { ...map, dims: [1, 4, 8, map.dims[1] as number] };
    });
    expect(rounded(decodeFor(cardOf({ ...decoder, order: 'NHWC' }))(outputs, 0.3))).toEqual([carBox]);
  });

  test('a heat map with another number of channels is an error', () => {
    const outputs = maps((channel, cell) => channel * 32 + cell);
    expect(() => decodeFor({ ...cardOf(decoder), labels: ['car'] })(outputs, 0.3)).toThrow(
      /expected a heat map with 1 channels and found hm \[1,3,4,8\]/,
    );
  });
});

test.each<[string, Decoder, ModelOutput[]]>([
  [
    'YOLO',
    {
      kind: 'yolo',
      order: 'attributes-first',
      boxes: 'cxcywh',
      unit: 'pixels',
      objectness: false,
      scores: 'probability',
    },
    [output('o', [1, 7, 1], [Number.NaN])],
  ],
  [
    'end-to-end',
    { kind: 'end-to-end', columns: ['x1', 'y1', 'x2', 'y2', 'score', 'label'], unit: 'pixels' },
    [output('o', [1, 1, 6], [0, 0, 1, 1, 7, 1])],
  ],
])('%s outputs that are no numbers or scores above 1 are an error', (_, decoder, outputs) =>
  expect(() => decodeFor(cardOf(decoder))(outputs, 0.3)).toThrow(ModelOutputError),
);
