import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Metrics } from '@vialog/observability';
import { type HealthCheck } from '@vialog/service-runtime';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';
import { routesOf } from './routes.fixture.ts';

let api: TestApi;
afterEach(() => api.close());

const committed = join(import.meta.dirname, '..', 'openapi.json');

interface Description {
  readonly paths: Record<
    string,
    Record<string, { parameters?: { name: string }[]; requestBody?: unknown; 'x-permission'?: string }>
  >;
  readonly components: { readonly schemas: Record<string, object> };
}

describe('service routes', () => {
  test('/healthz is 200 even if a check fails', async () => {
    api = await startTestApi({ checks: [failing] });
    expect(await send(api, 'GET /healthz', { signedIn: false })).toMatchObject({
      status: 200,
      body: { status: 'ok' },
    });
  });

  test('/readyz is 503 with the names of failed checks and without the reasons', async () => {
    api = await startTestApi({ checks: [{ name: 'registry', check: () => undefined }, failing] });
    const response = await send(api, 'GET /readyz', { signedIn: false });
    expect(response).toMatchObject({ status: 503 });
    expect(response.body).toEqual({
      status: 'not ready',
      checks: [
        { name: 'registry', ok: true },
        { name: 'events', ok: false },
      ],
    });
  });

  test('/readyz is 200 if an optional check fails, and names the check', async () => {
    api = await startTestApi({ checks: [{ ...failing, optional: true }] });
    const response = await send(api, 'GET /readyz');
    expect(response).toMatchObject({ status: 200, body: { status: 'ready' } });
    expect(response.body).toMatchObject({ checks: [{ name: 'events', ok: false }] });
  });

  test('/readyz is 200 if all checks pass', async () => {
    api = await startTestApi({ checks: [{ name: 'registry', check: () => undefined }] });
    expect(await send(api, 'GET /readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });
  });

  test('metrics count requests by route pattern and not by path', async () => {
    api = await startTestApi({ metrics: new Metrics() });
    await send(api, 'GET /v1/cameras/zzzzzzzzzzzz');
    await send(api, 'GET /v1/some/where/else');
    const { text, headers } = await send(api, 'GET /metrics');
    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(text).toContain('route="/v1/cameras/:id",status_code="404"} 1');
    expect(text).toContain('route="unknown"');
    expect(text).not.toContain('zzzzzzzzzzzz');
  });
});

describe('OpenAPI document', () => {
  const read = async (): Promise<{ text: string; document: Description }> => {
    api = await startTestApi();
    const { body } = await send(api, 'GET /openapi.json', { signedIn: false });
    return { text: `${JSON.stringify(body, null, 2)}\n`, document: body as Description };
  };

  test('the committed OpenAPI document matches the routes; `npm run openapi -w @vialog/http-api` writes it', async () => {
    const { text } = await read();
    if (process.env['VIALOG_WRITE_OPENAPI'] === '1') writeFileSync(committed, text);
    expect(text).toBe(readFileSync(committed, 'utf8'));
  });

  test('the OpenAPI document has every route with its permission', async () => {
    const { document } = await read();
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
        operation['x-permission'],
      ]),
    );
    const declared = routesOf(api.app).map((route) => [route.name, route.access]);
    expect(Object.fromEntries(described)).toEqual(Object.fromEntries(declared));
  });

  test('the OpenAPI document has parameters, bodies and components instead of empty schemas', async () => {
    const { document, text } = await read();
    const namesOf = (path: string) => document.paths[path]?.['get']?.parameters?.map(({ name }) => name);
    expect(namesOf('/v1/events')).toEqual(['q', 'limit', 'cursor']);
    expect(namesOf('/v1/trends')).toEqual(
      'measure direction classes sites cameras groups zone origin from to interval timeZone limit cursor'.split(
        ' ',
      ),
    );
    expect(JSON.stringify(document.paths['/v1/cameras'])).toContain('#/components/schemas/CameraInput');
    expect(JSON.stringify(document.components.schemas['CamerasPage'])).toContain(
      '#/components/schemas/Camera"',
    );
    expect(JSON.stringify(document.components.schemas['Camera'])).toContain('"validFromAt"');
    expect(JSON.stringify(document.components.schemas['Site'])).toMatch(/"position":\{[^}]*"array"/);
    expect(text).not.toMatch(/"schema": \{\}/);
  });
});

const failing: HealthCheck = {
  name: 'events',
  check: () => {
    throw new Error('secret path /data/events');
  },
};
