import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { VialogError } from '@vialog/contracts';
import { fakeRegistry, plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const credentials = { username: 'operator-name', password: 'hunter2-secret' };
const stream = { url: 'rtsp://cam.example/1?token=hunter2-token' };

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

interface Registered {
  readonly cameraId: string;
  readonly hasCredentials: boolean;
  readonly stream: { readonly url: string };
}

async function register(): Promise<Registered> {
  const body = { ...plainCamera, stream, credentials };
  return (await send(api, 'POST /v1/cameras', { body })).body as Registered;
}

describe('credentials over HTTP', () => {
  test('no response, no log line and no live message contains credentials', async () => {
    const { cameraId } = await register();
    const camera = `/v1/cameras/${cameraId}`;
    const responses = [
      await send(api, `GET ${camera}`),
      await send(api, 'GET /v1/cameras'),
      await send(api, `GET ${camera}/versions`),
      await send(api, 'GET /v1/cameras/map'),
      await send(api, `GET ${camera}/health`),
      await send(api, `PATCH ${camera}`, { body: { name: 'other' } }),
      await send(api, `PUT ${camera}/zones`, { body: { zones: [] } }),
      await send(api, `PUT ${camera}/model`, { body: { modelId: 'nanodet-g-416' } }),
      await send(api, `POST ${camera}/pause`),
      await send(api, `POST ${camera}/resume`),
      await send(api, `POST ${camera}/retire`),
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
      (await send(api, `PATCH /v1/cameras/${cameraId}`, { body })).body as Registered;
    expect(await patch({ name: 'other' })).toMatchObject({ hasCredentials: true, version: 2 });
    expect(await patch({ credentials: null })).toMatchObject({ hasCredentials: false, version: 3 });
    expect(await patch({ credentials })).toMatchObject({ hasCredentials: true, version: 4 });
  });

  test('a response that a client sends back as a change keeps the credentials', async () => {
    const { cameraId, stream: returned } = await register();
    const response = await send(api, `PATCH /v1/cameras/${cameraId}`, { body: { stream: returned } });
    expect(response.body).toMatchObject({ hasCredentials: true, version: 1 });
  });

  test('a server without a key returns SECRETS_UNAVAILABLE and stores nothing', async () => {
    const secrets = { seal: () => Promise.reject(new VialogError('SECRETS_UNAVAILABLE')) };
    const registry = fakeRegistry({ secrets });
    const keyless = await startTestApi({ registry });
    const response = await send(keyless, 'POST /v1/cameras', {
      body: { ...plainCamera, stream, credentials },
    });
    expect(response).toMatchObject({ status: 503, body: { code: 'SECRETS_UNAVAILABLE' } });
    expect(await registry.memory.versions()).toEqual([]);
    await keyless.close();
  });

  test('the OpenAPI document has credentials in requests only', async () => {
    const { text, body } = await send(api, 'GET /openapi.json');
    const { components } = body as { components: { schemas: Record<string, { properties: object }> } };
    expect(components.schemas['Camera']?.properties).toHaveProperty('hasCredentials');
    expect(components.schemas['Camera']?.properties).not.toHaveProperty('credentials');
    expect(components.schemas['CameraInput']?.properties).toHaveProperty('credentials');
    expect(text).not.toMatch(/"(sealed|secrets|urlValues)"/);
  });
});
