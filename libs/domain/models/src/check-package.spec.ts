import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { checkCard, checkPackage } from './check-package.ts';
import { type TinyOnnx, cardText, packageOf, tinyOnnx } from './tiny-package.fake.ts';

function problems(model: TinyOnnx, changes: Parameters<typeof packageOf>[2] = {}): string {
  const checked = checkPackage(packageOf('tiny', model, changes));
  return checked.ok ? '' : checked.problems.join('; ');
}

const tinyInput = (JSON.parse(cardText(tinyOnnx())) as ModelCard).input;
const ssd = { kind: 'ssd', scores: 's', boxes: 'b' } as const;

describe('checkPackage', () => {
  test('a valid package returns its card and a summary of its graph', () => {
    const checked = checkPackage(packageOf('tiny'));
    expect(checked).toMatchObject({
      ok: true,
      value: {
        card: { id: 'tiny' },
        graph: { opset: 13, nodes: 1, inputs: [{ name: 'x', dims: [1, 3, 32, 32] }] },
      },
    });
  });

  test.each<[string, TinyOnnx, Parameters<typeof packageOf>[2], string]>([
    ['another input name', { input: 'data' }, {}, 'expected one input "x" by the card, found data'],
    [
      'another element type',
      { type: 2 },
      {},
      'expected float32 input by the card, found uint8: set input.dtype',
    ],
    ['an element type without a name', { type: 11 }, {}, 'found ONNX type 11'],
    [
      'another size',
      { dims: [1, 3, 64, 64] },
      {},
      'expected an input of [1,3,32,32] by the card, found [1,3,64,64]',
    ],
    ['another layout', { dims: [1, 32, 32, 3] }, {}, 'expected an input of [1,3,32,32]'],
    ['another rank', { dims: [3, 32, 32] }, {}, 'found [3,32,32]'],
    ['too few outputs', { outputs: ['a'] }, {}, 'expected 2 outputs for 1 strides, found a'],
    [
      'no output',
      { outputs: [] },
      { decoder: { kind: 'yolox', strides: [8] } },
      'expected an output, found none',
    ],
    [
      'other output names',
      { outputs: ['s', 'q'] },
      { decoder: ssd },
      'expected an output "b" by the card, found s, q',
    ],
  ])('a model with %s is rejected', (_, model, changes, message) =>
    expect(problems(model, changes)).toContain(message),
  );

  test.each<[string, TinyOnnx, Parameters<typeof packageOf>[2]]>([
    ['uint8 input', { type: 2 }, { input: { ...tinyInput, dtype: 'uint8' } }],
    ['a fixed batch', { dims: [4, 3, 32, 32] }, { input: { ...tinyInput, batch: 4 } }],
    ['free sizes', { dims: [-1, 3, -1, -1] }, {}],
    ['names in any order', { outputs: ['b', 's'] }, { decoder: ssd }],
    ['more outputs than needed', { outputs: ['a', 'b', 'c'] }, {}],
  ])('a model with %s is accepted', (_, model, changes) => expect(problems(model, changes)).toBe(''));
});

describe('checkCard', () => {
  test('problems of a card are reported with their paths', () => {
    const checked = checkCard(cardText(tinyOnnx(), { file: '../x.onnx', nms: { iou: 2 } }));
    expect(checked.ok ? [] : checked.problems).toEqual([
      expect.stringMatching(/^model\.json, file: /),
      expect.stringMatching(/^model\.json, nms\.iou: /),
    ]);
  });

  test.each(['', '[]', 'null', '{"v":2}'])('%j is rejected as a card', (text) =>
    expect(checkCard(text).ok).toBe(false),
  );
});
