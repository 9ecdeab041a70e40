import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { testCards, view } from '@vialog/detection/fakes';
import { checkModel, onnxVersions } from '@vialog/models';
import sharp from 'sharp';
import { familyModel, type FamilyModel } from './family-models.fake.ts';
import { greyFrame, viewJob } from './frames.fake.ts';
import { InMemoryModelStore } from '@vialog/models/conformance';
import { OnnxDetector } from './onnx-detector.ts';
import { openModel } from './onnx-model.ts';

/** Every model of this file sees one car in the middle of each picture. Labels: person, car, cell phone. */
const car = 1;
const centred = [16, 16, 8, 8];
const corners = [12, 12, 20, 20];
const fractions = corners.map((px) => px / 32);

const families: Record<string, Pick<FamilyModel, 'decoder' | 'outputs' | 'input'>> = {
  '[1,4+labels,N] (YOLOv8 and later)': {
    decoder: {
      kind: 'yolo',
      order: 'attributes-first',
      boxes: 'cxcywh',
      unit: 'pixels',
      objectness: false,
      scores: 'probability',
    },
    outputs: [{ name: 'output0', dims: [1, 7, 1], values: [...centred, 0, 0.9, 0] }],
  },
  '[1,N,4+labels] with objectness (YOLOv5)': {
    decoder: {
      kind: 'yolo',
      order: 'boxes-first',
      boxes: 'cxcywh',
      unit: 'pixels',
      objectness: true,
      scores: 'probability',
    },
    outputs: [{ name: 'output0', dims: [1, 5, 8], values: [...centred, 1, 0, 0.9, 0] }],
  },
  '[1,N,6] end to end (YOLOv10, YOLO26)': {
    decoder: { kind: 'end-to-end', columns: ['x1', 'y1', 'x2', 'y2', 'score', 'label'], unit: 'pixels' },
    outputs: [{ name: 'output0', dims: [1, 300, 6], values: [...corners, 0.9, car] }],
  },
  '[N,7] with NMS in the graph (YOLOv7)': {
    decoder: {
      kind: 'end-to-end',
      columns: ['batch', 'x1', 'y1', 'x2', 'y2', 'label', 'score'],
      unit: 'pixels',
    },
    outputs: [{ name: 'output', dims: [2, 7], values: [0, ...corners, car, 0.9] }],
  },
  'boxes, scores, classes and count with NMS in the graph (TensorFlow)': {
    decoder: {
      kind: 'detections',
      boxes: 'detection_boxes',
      scores: 'detection_scores',
      labels: 'detection_classes',
      count: 'num_detections',
      corners: 'yxyx',
      unit: 'fraction',
      firstLabel: 1,
    },
    outputs: [
      { name: 'detection_boxes', dims: [1, 3, 4], values: fractions },
      { name: 'detection_scores', dims: [1, 3], values: [0.9, 0.9, 0.9] },
      { name: 'detection_classes', dims: [1, 3], values: [car + 1, 1, 1] },
      { name: 'num_detections', dims: [1], values: [1] },
    ],
  },
  'labels, boxes and scores with orig_target_sizes (D-FINE, RT-DETR)': {
    decoder: {
      kind: 'detections',
      boxes: 'boxes',
      scores: 'scores',
      labels: 'labels',
      corners: 'xyxy',
      unit: 'pixels',
      firstLabel: 0,
    },
    input: { sizeInput: { name: 'orig_target_sizes', order: 'width-height', dtype: 'int64' } },
    outputs: [
      { name: 'labels', dims: [1, 2], values: [car], type: 'int64' },
      { name: 'boxes', dims: [1, 2, 4], values: fractions, scaledBySize: true },
      { name: 'scores', dims: [1, 2], values: [0.9] },
    ],
  },
  'logits and boxes (RF-DETR, D-FINE)': {
    decoder: { kind: 'detr', logits: 'labels', boxes: 'dets', scores: 'sigmoid' },
    outputs: [
      { name: 'dets', dims: [1, 1, 4], values: centred.map((px) => px / 32) },
      { name: 'labels', dims: [1, 1, 3], values: [-9, 9, -9] },
    ],
  },
  'heat map, sizes and offsets (CenterNet)': {
    decoder: {
      kind: 'centernet',
      heatmap: 'hm',
      sizes: 'wh',
      offsets: 'reg',
      order: 'NCHW',
      scores: 'probability',
    },
    outputs: [
      { name: 'hm', dims: [1, 3, 2, 2], values: [0, 0, 0, 0, 0.9] },
      { name: 'wh', dims: [1, 2, 2, 2], values: [0.5, 0, 0, 0, 0.5] },
      { name: 'reg', dims: [1, 2, 2, 2], values: [1, 0, 0, 0, 1] },
    ],
  },
};

const variants: Record<string, (model: FamilyModel) => FamilyModel> = {
  'float32, NCHW': (model) => model,
  'float32, NHWC': (model) => withInput(model, { layout: 'NHWC' }),
  'uint8, NHWC': (model) => withInput(model, { dtype: 'uint8', layout: 'NHWC' }),
  'int8 (QDQ)': (model) => ({ ...model, isQuantised: true }),
  'dynamic axes': (model) => ({ ...model, isDynamic: true }),
};

const withInput = (model: FamilyModel, input: FamilyModel['input']): FamilyModel => {
  return { ...model, input: { ...model.input, ...input } };
};

const cases = Object.entries(families).flatMap(([family, model]) =>
  Object.entries(variants).map(([variant, change]) => [family, variant, change(model)] as const),
);

async function carsIn(model: FamilyModel): Promise<number | undefined> {
  const { card, bytes } = familyModel(model);
  expect(checkModel(card, bytes)).toMatchObject({ ok: true });
  const { counter } = await openModel(card, bytes);
  const { width, height, pixels } = greyFrame();
  const { zones } = await counter.count({ width, height, format: 'rgb24', pixels }, viewJob('tiny'));
  return zones[0]?.counts.car;
}

/** float16 tensors need the `Uint16Array` of the process itself, which tests do not share: a detector child counts. */
async function carsInChild(model: FamilyModel): Promise<unknown> {
  const { card, bytes } = familyModel(model);
  const models = new InMemoryModelStore({ tiny: { card: JSON.stringify(card), model: bytes } });
  const detector = new OnnxDetector('tiny', { models, deadlineMs: 50_000 });
  try {
    const reply = await detector.count(greyFrame(), viewJob('tiny'));
    return reply.kind === 'counted' ? reply.count.zones[0]?.counts.car : reply;
  } finally {
    await detector.close();
  }
}

const inHalfPrecision = (model: FamilyModel): FamilyModel => {
  const outputs = model.outputs.map((output) => ({ ...output, type: output.type ?? ('float16' as const) }));
  return { ...withInput(model, { dtype: 'float16' }), outputs };
};

describe('model families', () => {
  test.each(cases)('a model with %s as %s counts one car', async (_family, _variant, model) =>
    expect(await carsIn(model)).toBe(1),
  );

  test.each(Object.entries(families))('a model with %s in float16 counts one car', async (_family, model) =>
    expect(await carsInChild(inHalfPrecision(model))).toBe(1),
  );

  test('a model with a fixed batch of 4 counts the picture in the first place', async () => {
    const { decoder } = families['[1,4+labels,N] (YOLOv8 and later)'] as FamilyModel;
    const values = [...centred, 0, 0.9, 0];
    const outputs = [{ name: 'output0', dims: [4, 7, 1], values }];
    expect(await carsIn({ decoder, outputs, input: { batch: 4 } })).toBe(1);
  });
});

describe('versions of ONNX', () => {
  const { maxIr, maxOpset } = onnxVersions;
  const ofVersion = (ir: number, opset: number) => {
    const { decoder, outputs } = families['[1,4+labels,N] (YOLOv8 and later)'] as FamilyModel;
    return familyModel({ decoder, outputs, ir, opset });
  };

  test('the newest IR version and operator set that the check accepts run', async () => {
    const { card, bytes } = ofVersion(maxIr, maxOpset);
    expect(checkModel(card, bytes)).toMatchObject({ ok: true });
    await expect(openModel(card, bytes)).resolves.toBeDefined();
  });

  test('the runtime cannot load the versions that the check rejects', async () => {
    for (const { card, bytes } of [ofVersion(maxIr + 1, maxOpset), ofVersion(maxIr, maxOpset + 1)]) {
      expect(checkModel(card, bytes)).toMatchObject({ ok: false });
      await expect(openModel(card, bytes)).rejects.toThrow(/version|opset/);
    }
  });
});

/** Weights and pictures for development, beside the repository. */
const shared = fileURLToPath(new URL('../../../../../shared/', import.meta.url));
const published: readonly [string, ModelCard][] = [
  ['nanodet_m_416.onnx', testCards.nanodet],
  ['picodet_s_416_coco.onnx', testCards.picodet],
  ['yolox_nano_416.onnx', testCards.yolox],
];

describe('published weights', () => {
  test.each(published)('%s counts the bus and the people of a street', async (file, card) => {
    if (!existsSync(`${shared}models/${file}`)) {
      console.warn(`skipped: there is no ../shared/models/${file}`);
      return;
    }
    const bytes = new Uint8Array(readFileSync(`${shared}models/${file}`));
    const { data, info } = await sharp(`${shared}media/bus.jpg`)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { counter } = await openModel(card, bytes);
    const picture = { width: info.width, height: info.height, format: 'rgb24' as const, pixels: data };
    const zone = { ...view, classes: ['bus' as const, 'person' as const] };
    const { zones } = await counter.count(picture, { zones: [zone], model: { modelId: card.id } });
    const [counted] = zones;
    expect(counted?.counts).toEqual({ bus: 1, person: expect.any(Number) });
    expect(counted?.counts.person).toBeGreaterThanOrEqual(2);
  });
});
