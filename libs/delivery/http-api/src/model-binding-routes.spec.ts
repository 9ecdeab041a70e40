import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CameraResponse, ModelStepTaken } from '@vialog/contracts';
import { plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const why = 'It counts better at night.';
const night = { kind: 'tag', id: 'night' };

let api: TestApi;
let cameraId: string;
beforeEach(async () => {
  api = await startTestApi();
  const { body } = await send(api, 'POST /v1/cameras', { body: { ...plainCamera, tags: ['night'] } });
  ({ cameraId } = body as CameraResponse);
});
afterEach(() => api.close());

const post = async (path: string, body: unknown) => send(api, `POST /v1/model-bindings${path}`, { body });
const cameraNow = async () => (await send(api, `GET /v1/cameras/${cameraId}`)).body;

describe('model bindings over HTTP', () => {
  test('a model is bound to a tag, listed, rolled back and on record', async () => {
    expect(await cameraNow()).toMatchObject({ modelFrom: { kind: 'default' } });
    const bound = await post('', { scope: night, model: { modelId: 'new', threshold: 0.4 }, why });
    expect(bound).toMatchObject({
      status: 201,
      body: { cameras: 1, step: { action: 'bind', scope: night, by: 'administrator', why } },
    });
    expect(await cameraNow()).toMatchObject({
      model: { modelId: 'new', threshold: 0.4 },
      modelFrom: night,
      validFromAt: '2026-03-02T08:00:10.000Z',
    });
    const list = await send(api, 'GET /v1/model-bindings');
    expect(list.body).toMatchObject({ items: [{ cameras: 1, step: { scope: night } }], ownCameras: 0 });
    const { step } = bound.body as ModelStepTaken;
    const undone = await post('/rollback', { scope: night, why: 'False cars.', stepId: step.stepId });
    expect(undone).toMatchObject({ status: 201, body: { cameras: 1, step: { action: 'roll_back' } } });
    expect(await cameraNow()).toMatchObject({
      model: { modelId: 'nanodet-g-416' },
      modelFrom: { kind: 'default' },
    });
    const history = await send(api, 'GET /v1/model-bindings/steps?kind=tag&id=night');
    expect(history.body).toMatchObject({ items: [{ why: 'False cars.' }, { why }] });
    const older = await send(
      api,
      `GET /v1/model-bindings/steps?before=${(undone.body as ModelStepTaken).step.stepId}`,
    );
    expect(older.body).toMatchObject({ items: [{ why }] });
  });

  test('a model of the camera itself wins and is on record, also when it was set in the form of the camera', async () => {
    await post('', { scope: { kind: 'all' }, model: { modelId: 'everywhere' }, why });
    await send(api, `PATCH /v1/cameras/${cameraId}`, { body: { model: { modelId: 'own' } } });
    expect(await cameraNow()).toMatchObject({ modelFrom: { kind: 'camera', id: cameraId } });
    const steps = await send(api, `GET /v1/model-bindings/steps?kind=camera&id=${cameraId}`);
    expect(steps.body).toMatchObject({
      items: [{ model: { modelId: 'own' }, by: 'administrator', why: '' }],
    });
    const removed = await post('/unbind', { scope: { kind: 'camera', id: cameraId }, why });
    expect(removed.status).toBe(201);
    expect(await cameraNow()).toMatchObject({ model: { modelId: 'everywhere' }, modelFrom: { kind: 'all' } });
  });

  test('a step that is not possible is rejected with its reason', async () => {
    const body = { scope: night, why };
    expect(await post('/unbind', body)).toMatchObject({ status: 409, body: { code: 'MODEL_NOT_BOUND' } });
    await post('', { ...body, model: { modelId: 'new' } });
    const stale = await post('/rollback', { ...body, stepId: 'other0000000' });
    expect(stale).toMatchObject({ status: 409, body: { code: 'BINDING_CHANGED' } });
  });

  test.each([
    ['no reason', { scope: night, model: { modelId: 'new' } }],
    ['an empty reason', { scope: night, model: { modelId: 'new' }, why: ' ' }],
    ['an unknown kind of scope', { scope: { kind: 'region', id: 'x' }, model: { modelId: 'new' }, why }],
    ['a scope without its id', { scope: { kind: 'tag' }, model: { modelId: 'new' }, why }],
    ['an id for all cameras', { scope: { kind: 'all', id: 'x' }, model: { modelId: 'new' }, why }],
    ['an invalid model', { scope: night, model: { modelId: 'NO SUCH' }, why }],
  ])('a binding with %s is rejected', async (_, body) =>
    expect(await post('', body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } }),
  );

  test.each(['kind=tag', 'id=night', 'kind=all&id=x', 'kind=camera&id=short', 'limit=0', 'before=x'])(
    'the query %s for steps is rejected',
    async (query) => {
      const { status } = await send(api, `GET /v1/model-bindings/steps?${query}`);
      expect(status).toBe(400);
    },
  );
});
