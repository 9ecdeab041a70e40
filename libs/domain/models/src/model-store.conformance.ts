import { describe, expect, test } from '@jest/globals';
import { VialogError } from '@vialog/contracts';
import type { ModelPackage } from './check-package.ts';
import type { ModelStore } from './model-store.port.ts';
import { packageOf, tinyOnnx, type TinyOnnx } from './tiny-package.fake.ts';

type Open = (packages: Readonly<Record<string, ModelPackage>>) => Promise<ModelStore>;

/** Tests for every model store: run them on each adapter and on the fake. */
export function modelStoreConformance(name: string, open: Open): void {
  describe(`model store: ${name}`, () => {
    describe('listing', () => listingConforms(open));
    describe('reading', () => readingConforms(open));
  });
}

function listingConforms(open: Open): void {
  test('cards are sorted by id', async () => {
    const store = await open({
      zebra: packageOf('zebra'),
      ant: packageOf('ant'),
      'bee-2.1': packageOf('bee-2.1'),
    });
    const { cards, rejected } = await store.list();
    expect(cards.map((card) => card.id)).toEqual(['ant', 'bee-2.1', 'zebra']);
    expect(rejected).toEqual([]);
  });

  test('an empty store returns no models', async () => {
    expect(await (await open({})).list()).toEqual({ cards: [], rejected: [] });
  });

  test('a rejected package is listed with its problems and does not hide others', async () => {
    const store = await open({
      good: packageOf('good'),
      faces: packageOf('faces', {}, { labels: ['car', 'face'] }),
      renamed: packageOf('other'),
      words: { card: 'not json', model: tinyOnnx() },
      short: { ...packageOf('short'), model: tinyOnnx().slice(0, 20) },
    });
    const { cards, rejected } = await store.list();
    expect(cards.map((card) => card.id)).toEqual(['good']);
    expect(Object.fromEntries(rejected.map((model) => [model.modelId, model.problems.join()]))).toEqual({
      faces: expect.stringContaining('label "face" names faces'),
      renamed: expect.stringContaining('expected the id "renamed" of its folder, found "other"'),
      short: expect.stringMatching(/model\.onnx: expected \d+ bytes by the card, found 20/),
      words: expect.stringContaining('model.json is not JSON'),
    });
  });
}

function readingConforms(open: Open): void {
  test('a card and its bytes are read as they were stored', async () => {
    const store = await open({ tiny: packageOf('tiny') });
    expect(await store.card('tiny')).toMatchObject({ id: 'tiny', labels: ['person', 'car', 'cell phone'] });
    expect(Buffer.from(await store.bytes('tiny')).equals(tinyOnnx())).toBe(true);
  });

  test('changing the returned bytes does not change the store', async () => {
    const store = await open({ tiny: packageOf('tiny') });
    (await store.bytes('tiny')).fill(0);
    expect(Buffer.from(await store.bytes('tiny')).equals(tinyOnnx())).toBe(true);
  });

  test.each(['nothing', '', '..', '../tiny', 'tiny/', 'TINY', 'tiny\u0000', 'constructor', '/etc'])(
    'the model id %j is unknown',
    async (modelId) => {
      const store = await open({ tiny: packageOf('tiny') });
      expect(await store.card(modelId)).toBeUndefined();
      expect(await failure(store.bytes(modelId))).toMatchObject({ code: 'MODEL_NOT_FOUND' });
    },
  );

  test('reading an invalid card fails with all its problems', async () => {
    const store = await open({ tiny: packageOf('tiny', {}, { threshold: 7, licence: 3 as never }) });
    const error = await failure(store.card('tiny'));
    expect(error).toMatchObject({ code: 'MODEL_REFUSED' });
    expect(error.details).toHaveLength(2);
    expect(error.message).toContain('model.json, threshold: ');
  });

  test('a file with the right size and other content is rejected', async () => {
    const valid = packageOf('tiny');
    const model = Uint8Array.from(valid.model);
    const last = model.length - 1;
    model[last] = 14;
    const error = await failure((await open({ tiny: { ...valid, model } })).bytes('tiny'));
    expect(error).toMatchObject({ code: 'MODEL_REFUSED' });
    expect(error.message).toMatch(
      /expected sha256 \w+ by the card, found \w+: the file was replaced or damaged/,
    );
  });

  test.each<[string, TinyOnnx, string]>([
    ['weights in another file', { externalWeights: 'marked' }, 'weights "w" are in another file'],
    ['unknown operators', { domain: 'evil' }, 'operators evil::Relu are not part of onnxruntime'],
    ['another input', { input: 'images' }, 'expected one input "x" by the card, found images'],
  ])('reading a model with %s fails', async (_, model, message) => {
    const error = await failure((await open({ tiny: packageOf('tiny', model) })).bytes('tiny'));
    expect(error).toMatchObject({ code: 'MODEL_REFUSED' });
    expect(error.message).toContain(message);
  });
}

async function failure(work: Promise<unknown>): Promise<VialogError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof VialogError) return error;
  throw new Error(`expected a VialogError, found ${String(error)}`);
}
