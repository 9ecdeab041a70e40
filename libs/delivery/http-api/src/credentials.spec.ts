import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { VialogError } from '@vialog/contracts';
import { fakeRegistry, plainCamera } from '@vialog/registry/conformance';
import { ask, startTestApi, type TestApi } from './http-api.fixture.ts';

const credentials = { username: 'operator-name', password: 'hunter2-secret' };
const stream = { url: 'rtsp://cam.example/1?token=hunter2-token' };

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

interface Answered {
  readonly cameraId: string;
  readonly hasCredentials: boolean;
  readonly stream: { readonly url: string };
}

async function register(): Promise<Answered> {
  const body = { ...plainCamera, stream, credentials };
  return (await ask(api, 'POST /v1/cameras', { body })).body as Answered;
}

describe('credentials over HTTP', () => {
  test('no response, no log line and no live message contains credentials', async () => {
    const { cameraId } = await register();
    const camera = `/v1/cameras/${cameraId}`;
    const responses = [
      await ask(api, `GET ${camera}`),
      await ask(api, 'GET /v1/cameras'),
      await ask(api, `GET ${camera}/versions`),
      await ask(api, 'GET /v1/cameras/map'),
      await ask(api, `GET ${camera}/health`),
      await ask(api, `PATCH ${camera}`, { body: { name: 'other' } }),
      await ask(api, `PUT ${camera}/zones`, { body: { zones: [] } }),
      await ask(api, `PUT ${camera}/model`, { body: { modelId: 'nanodet-g-416' } }),
      await ask(api, `POST ${camera}/pause`),
      await ask(api, `POST ${camera}/resume`),
      await ask(api, `POST ${camera}/retire`),
    ];
    expect(responses.map(({ status }) => status)).toEqual(responses.map(() => 200));
    const texts = [...responses.map(({ text }) => text), ...api.log].join('\n');
    expect(texts).not.toMatch(/hunter2|operator-name|sealed|v1\.0000/);
    expect(responses[0]?.body).toMatchObject({
      hasCredentials: true,
      stream: { url: 'rtsp://cam.example/1?token=***' },
    });
  });

  test('null removes credentials, an absent field keeps them', async () => {
    const { cameraId } = await register();
    const patch = async (body: object) =>
      (await ask(api, `PATCH /v1/cameras/${cameraId}`, { body })).body as Answered;
    expect(await patch({ name: 'other' })).toMatchObject({ hasCredentials: true, version: 2 });
    expect(await patch({ credentials: null })).toMatchObject({ hasCredentials: false, version: 3 });
    expect(await patch({ credentials })).toMatchObject({ hasCredentials: true, version: 4 });
  });

  test('a response that a client sends back as a change keeps the credentials', async () => {
    const { cameraId, stream: answered } = await register();
    const response = await ask(api, `PATCH /v1/cameras/${cameraId}`, { body: { stream: answered } });
    expect(response.body).toMatchObject({ hasCredentials: true, version: 1 });
  });

  test('a server without a key returns SECRETS_UNAVAILABLE and stores nothing', async () => {
    const secrets = { seal: () => Promise.reject(new VialogError('SECRETS_UNAVAILABLE')) };
    const registry = fakeRegistry({ secrets });
    const keyless = await startTestApi({ registry });
    const response = await ask(keyless, 'POST /v1/cameras', {
      body: { ...plainCamera, stream, credentials },
    });
    expect(response).toMatchObject({ status: 503, body: { code: 'SECRETS_UNAVAILABLE' } });
    expect(await registry.memory.versions()).toEqual([]);
    await keyless.close();
  });

  test('the OpenAPI document has credentials in requests only', async () => {
    const { text, body } = await ask(api, 'GET /openapi.json');
    const { components } = body as { components: { schemas: Record<string, { properties: object }> } };
    expect(components.schemas['Camera']?.properties).toHaveProperty('hasCredentials');
    expect(components.schemas['Camera']?.properties).not.toHaveProperty('credentials');
    expect(components.schemas['CameraInput']?.properties).toHaveProperty('credentials');
    expect(text).not.toMatch(/"(sealed|secrets|urlValues)"/);
  });
});
