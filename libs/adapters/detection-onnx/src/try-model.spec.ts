import { describe, expect, test } from '@jest/globals';
import type { ModelCard } from '@vialog/contracts';
import { bytes, cardText, message, text, varint } from '@vialog/models/conformance';
import { familyModel } from './family-models.fake.ts';
import { greyFrame } from './frames.fake.ts';
import { tryModel } from './try-model.ts';

const { width, height, pixels } = greyFrame();
const picture = { width, height, format: 'rgb24' as const, pixels };
const patient = { memoryBytes: 2_000_000_000, deadlineMs: 60_000 };

const oneCar = familyModel({
  decoder: { kind: 'end-to-end', columns: ['x1', 'y1', 'x2', 'y2', 'score', 'label'], unit: 'pixels' },
  outputs: [{ name: 'output0', dims: [1, 3, 6], values: [12, 12, 20, 20, 0.9, 1] }],
});

const node = (operator: string, inputs: string[], output: string, ...rest: Uint8Array[]): Uint8Array =>
  message(...inputs.map((name) => text(1, name)), text(2, output), text(4, operator), ...rest);
const value = (name: string, type: number, dims: number[]): Uint8Array => {
  const shape = message(...dims.map((size) => bytes(1, varint(1, size))));
  return message(text(1, name), bytes(2, bytes(1, message(varint(1, type), bytes(2, shape)))));
};

/** A model whose nodes compute `out` from the input `x`. */
function hostile(nodes: Uint8Array[], constants: Uint8Array[]): { card: ModelCard; bytes: Uint8Array } {
  const graph = message(
    ...nodes.map((one) => bytes(1, one)),
    text(2, 'hostile'),
    ...constants.map((one) => bytes(5, one)),
    bytes(11, value('x', 1, [1, 3, 32, 32])),
    bytes(12, value('out', 1, [])),
  );
  const model = message(varint(1, 8), bytes(7, graph), bytes(8, varint(2, 13)));
  return { card: JSON.parse(cardText(model)) as ModelCard, bytes: model };
}

/** Little-endian int64 values, and one bool. */
const int64s = (name: string, values: bigint[]): Uint8Array =>
  message(
    varint(1, values.length),
    varint(2, 7),
    text(8, name),
    bytes(9, new Uint8Array(BigInt64Array.from(values).buffer)),
  );
const yes = message(varint(2, 9), text(8, 'yes'), bytes(9, Uint8Array.of(1)));

/** A loop without end: its condition is always true. */
const endless = hostile(
  [
    node(
      'ReduceMax',
      ['x'],
      'brightest',
      bytes(5, message(text(1, 'keepdims'), varint(3, 0), varint(20, 2))),
    ),
    node(
      'Loop',
      ['', 'yes', 'brightest'],
      'out',
      bytes(
        5,
        message(
          text(1, 'body'),
          bytes(
            6,
            message(
              bytes(1, node('Identity', ['go'], 'again')),
              bytes(1, node('Add', ['number', 'number'], 'sum')),
              text(2, 'body'),
              bytes(11, value('i', 7, [])),
              bytes(11, value('go', 9, [])),
              bytes(11, value('number', 1, [])),
              bytes(12, value('again', 9, [])),
              bytes(12, value('sum', 1, [])),
            ),
          ),
          varint(20, 5),
        ),
      ),
    ),
  ],
  [yes],
);

/** A tensor of 30,000 × 30,000 numbers from a file of some hundred bytes. */
const enormous = hostile(
  [
    node('ConstantOfShape', ['sides'], 'zeros'),
    node(
      'ReduceMax',
      ['x'],
      'brightest',
      bytes(5, message(text(1, 'keepdims'), varint(3, 0), varint(20, 2))),
    ),
    node('Add', ['zeros', 'brightest'], 'many'),
    node('ReduceMax', ['many'], 'out', bytes(5, message(text(1, 'keepdims'), varint(3, 0), varint(20, 2)))),
  ],
  [int64s('sides', [30_000n, 30_000n])],
);

describe('tryModel', () => {
  test('a trial returns the counts of the picture and what the model costs', async () => {
    const trial = await tryModel(oneCar, picture, patient);
    expect(trial).toMatchObject({ kind: 'counted', counts: { car: 1, person: 0 } });
    expect(trial).toMatchObject({ ms: expect.any(Number), loadMs: expect.any(Number) });
  });

  test('a model that loops without end is ended at the deadline', async () => {
    const trial = await tryModel(endless, picture, { ...patient, deadlineMs: 5_000 });
    expect(trial).toEqual({ kind: 'failed', detail: 'gave no reply for 5000 ms' });
  });

  test('a model that takes more memory than allowed is ended', async () => {
    const trial = await tryModel(enormous, picture, { ...patient, memoryBytes: 400_000_000 });
    expect(trial).toMatchObject({
      kind: 'failed',
      detail: expect.stringMatching(/expected at most 400 MB of memory|alloc/),
    });
  });

  test('a model that does not match its card fails with the reason', async () => {
    const card = { ...oneCar.card, labels: ['car'] };
    expect(await tryModel({ card, bytes: oneCar.bytes }, picture, patient)).toEqual({
      kind: 'failed',
      detail: 'expected label numbers from 0 to 0 and found 1; the card does not match the model',
    });
  });
});
