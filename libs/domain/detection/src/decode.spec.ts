import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { decodeFor } from './decode.ts';
import { ModelOutputError, type ModelOutput } from './model-output.ts';
import { testCards } from './test-cards.fake.ts';

const car = 2;
const bus = 5;

function output(name: string, dims: number[]): ModelOutput {
  return { name, dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1)) };
}

/** Outputs of a GFL model without detections: all scores and distances are 0. */
function gflOutputs(card: ModelCard): ModelOutput[] {
  if (card.decoder.kind !== 'gfl') throw new Error('expected a gfl card');
  const { strides, bins } = card.decoder;
  const cells = strides.map((stride) => Math.ceil(416 / stride) ** 2);
  const distances = cells.map((n, i) => output(`wrong_name_scores_${i}`, [1, n, 4 * bins]));
  return [...distances, ...cells.map((n, i) => output(`wrong_name_boxes_${i}`, [1, n, 80]))];
}

/** Adds one object to a cell; each distance is a whole number of strides. */
function addGflObject(outputs: ModelOutput[], cells: number, cell: number, distances: number[]): void {
  const scores = outputs.find((o) => o.dims[1] === cells && o.dims[2] === 80) as ModelOutput;
  const sides = outputs.find((o) => o.dims[1] === cells && o.dims[2] === 32) as ModelOutput;
  scores.data[cell * 80 + car] = 0.9;
  distances.forEach((bin, side) => (sides.data[(cell * 4 + side) * 8 + bin] = 50));
}

describe('GFL decoder', () => {
  test('a GFL decoder returns boxes around cell centres, independent of the names of the outputs', () => {
    const outputs = gflOutputs(testCards.nanodet);
    addGflObject(outputs, 2704, 52 * 10 + 20, [1, 2, 3, 4]);
    const boxes = decodeFor(testCards.nanodet)(outputs, 0.3);
    expect(boxes).toHaveLength(1);
    const [box] = boxes;
    expect(box?.label).toBe(car);
    expect(box?.score).toBeCloseTo(0.9);
    expect([box?.x1, box?.y1, box?.x2, box?.y2].map((v) => Math.round(v ?? 0))).toEqual([156, 68, 188, 116]);
  });

  test('a GFL decoder supports a stride that does not divide the input', () => {
    const outputs = gflOutputs(testCards.picodet);
    addGflObject(outputs, 49, 8, [1, 1, 1, 1]);
    const [box] = decodeFor(testCards.picodet)(outputs, 0.3);
    expect([box?.x1, box?.y1, box?.x2, box?.y2].map((v) => Math.round(v ?? 0))).toEqual([32, 32, 160, 160]);
  });

  test('a GFL decoder converts the threshold for scores that are logits', () => {
    const card = {
      ...testCards.nanodet,
      decoder: { ...testCards.nanodet.decoder, scores: 'logit' },
    } as const;
    const outputs = gflOutputs(card);
    const scores = outputs.find((o) => o.dims[1] === 169 && o.dims[2] === 80) as ModelOutput;
    scores.data.fill(-9);
    outputs.filter((o) => o.dims[2] === 80 && o !== scores).forEach((o) => o.data.fill(-9));
    scores.data[bus] = 1;
    const boxes = decodeFor(card)(outputs, 0.7);
    expect(boxes.map((box) => box.label)).toEqual([bus]);
    expect(boxes[0]?.score).toBeCloseTo(0.731, 2);
  });

  test('a missing GFL output is an error that names the shapes', () => {
    const outputs = gflOutputs(testCards.nanodet).filter((o) => o.dims[1] !== 169);
    expect(() => decodeFor(testCards.nanodet)(outputs, 0.3)).toThrow(
      /\[1,169,80\] and found 0 among .*\[1,2704,32\]/,
    );
  });

  test('GFL scores that are logits although the card says probabilities are an error', () => {
    const outputs = gflOutputs(testCards.nanodet);
    for (const o of outputs.filter((each) => each.dims[2] === 80)) o.data[7] = 3.5;
    expect(() => decodeFor(testCards.nanodet)(outputs, 0.3)).toThrow(/logits/);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    '%p in any GFL output is an error',
    (value) => {
      for (const columns of [80, 32]) {
        const outputs = gflOutputs(testCards.nanodet);
        const hit = outputs.find((o) => o.dims[2] === columns) as ModelOutput;
        hit.data[1234] = value;
        expect(() => decodeFor(testCards.nanodet)(outputs, 0.3)).toThrow(ModelOutputError);
      }
    },
  );
});

describe('YOLOX decoder', () => {
  test('a YOLOX decoder computes boxes from offsets and log sizes, and scores from objectness and class', () => {
    const out = output('output', [1, 3549, 85]);
    const cell = 2704 + 26 * 3 + 5; // stride 16, column 5, row 3
    out.data.set([0.5, 0.25, Math.log(2), Math.log(3), 0.8], cell * 85);
    out.data[cell * 85 + 5 + bus] = 0.75;
    const [box, ...others] = decodeFor(testCards.yolox)([out], 0.3);
    expect(others).toEqual([]);
    expect(box?.label).toBe(bus);
    expect(box?.score).toBeCloseTo(0.6);
    expect([box?.x1, box?.y1, box?.x2, box?.y2].map((v) => Math.round(v ?? 0))).toEqual([72, 28, 104, 76]);
  });

  test('a YOLOX box whose size overflows is an error', () => {
    const out = output('output', [1, 3549, 85]);
    out.data.set([0, 0, 1000, 0, 0.9], 0);
    out.data[5] = 0.9;
    expect(() => decodeFor(testCards.yolox)([out], 0.3)).toThrow(/finite size/);
  });

  test('a YOLOX output with another number of classes is an error', () => {
    expect(() => decodeFor(testCards.yolox)([output('output', [1, 3549, 6])], 0.3)).toThrow(ModelOutputError);
  });
});

describe('SSD decoder', () => {
  const scores = () => output('Postprocessor/Slice', [1, 1917, 80]);
  const corners = () => output('Postprocessor/ExpandDims_1', [1, 1917, 1, 4]);

  test('an SSD decoder reads ymin, xmin, ymax and xmax as fractions of the input', () => {
    const [s, c] = [scores(), corners()];
    s.data[3 * 80 + car] = 0.5;
    c.data.set([0.1, 0.2, 0.3, 0.4], 12);
    const [box] = decodeFor(testCards.ssd)([c, s], 0.3);
    expect([box?.x1, box?.y1, box?.x2, box?.y2].map((v) => Math.round(v ?? 0))).toEqual([60, 30, 120, 90]);
  });

  test('a missing SSD output is an error that names it', () => {
    expect(() => decodeFor(testCards.ssd)([scores()], 0.3)).toThrow(
      /expected an output named Postprocessor\/ExpandDims_1/,
    );
  });

  test('SSD scores that do not match the number of boxes are an error', () => {
    const few = output('Postprocessor/Slice', [1, 100, 80]);
    expect(() => decodeFor(testCards.ssd)([few, corners()], 0.3)).toThrow(ModelOutputError);
  });
});
