import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { modelCard } from '@vialog/contracts';
import type { ModelStore } from '@vialog/models';
import { plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'models', 'nanodet-g-416');
const card = modelCard.parse(JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')));
const models: ModelStore = {
  list: () => Promise.resolve({ cards: [card], rejected: [{ modelId: 'broken', problems: ['no card'] }] }),
  card: (modelId) => Promise.resolve(modelId === card.id ? card : undefined),
  bytes: () => Promise.reject(new Error('unexpected call')),
};

let api: TestApi;
let cameraId: string;
beforeEach(async () => {
  api = await startTestApi({ models });
  const { body } = await send(api, 'POST /v1/cameras', { body: plainCamera });
  ({ cameraId } = body as { cameraId: string });
});
afterEach(() => api.close());

describe('models over HTTP', () => {
  test('the available models are listed with the number of cameras bound to them', async () => {
    const { body } = await send(api, 'GET /v1/models');
    expect(body).toMatchObject({ items: [{ id: card.id, sha256: card.sha256, cameras: 1 }] });
    await send(api, `POST /v1/cameras/${cameraId}/retire`);
    expect((await send(api, 'GET /v1/models')).body).toMatchObject({ items: [{ cameras: 0 }] });
  });

  test('the list of models has no details of their execution', async () => {
    const { status, text } = await send(api, 'GET /v1/models');
    expect(status).toBe(200);
    expect(text).not.toMatch(/"labels"|"decoder"|"input"/);
  });

  test('binding a model creates a camera version from the next slot boundary', async () => {
    const body = { modelId: card.id, threshold: 0.4, classMap: { 'cell phone': 'car' } };
    const response = await send(api, `PUT /v1/cameras/${cameraId}/model`, { body });
    expect(response).toMatchObject({
      status: 200,
      body: { version: 2, model: body, validFromAt: '2026-03-02T08:00:10.000Z' },
    });
  });

  test.each([
    [{ modelId: 'NO SUCH' }],
    [{ modelId: card.id, threshold: 2 }],
    [{ modelId: card.id, classMap: { face: 'face' } }],
    [{}],
  ])('the binding %j is rejected', async (body) =>
    expect(await send(api, `PUT /v1/cameras/${cameraId}/model`, { body })).toMatchObject({ status: 400 }),
  );
});
