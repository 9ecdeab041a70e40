import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainCamera } from '@vialog/registry/conformance';
import { send, sendRaw, startTestApi, type TestApi, type TestRequest } from './http-api.fixture.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const code = async (route: string, request?: TestRequest): Promise<unknown> => {
  const response = await send(api, route, request);
  return (response.body as { code?: string } | undefined)?.code ?? response.status;
};

describe('Host and Origin', () => {
  test.each([
    'localhost',
    'LOCALHOST:7070',
    '127.0.0.1:7070',
    '[::1]:7070',
    '192.168.1.5',
    'vialog.example',
    'Vialog.Example:443',
  ])('a request to the host %s is accepted', async (host) =>
    expect(await code('GET /v1/me', { headers: { host } })).toBe(200),
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    'vialog.example.evil.example',
    '127.0.0.1.nip.example',
    'localhost@evil.example',
    '[::1].evil.example',
    'xn--vialog.example',
  ])('a request to the host %s is rejected, because DNS rebinding could have sent it here', async (host) =>
    expect(await code('GET /v1/me', { headers: { host } })).toBe('ORIGIN_REFUSED'),
  );

  const write = (headers: Record<string, string>) => code('POST /v1/cameras', { body: plainCamera, headers });

  test.each<Record<string, string>>([
    {},
    { origin: 'http://localhost:7070' },
    { host: 'vialog.example', origin: 'https://vialog.example' },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ])('a change with the headers %j is accepted', async (headers) => expect(await write(headers)).toBe(201));

  test.each<Record<string, string>>([
    { origin: 'http://evil.example' },
    { origin: 'http://localhost:8080' },
    { origin: 'null' },
    { origin: 'nonsense' },
    { origin: 'http://localhost:7070.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('a change with the headers %j is rejected', async (headers) =>
    expect(await write(headers)).toBe('ORIGIN_REFUSED'),
  );

  test('no response has a CORS header that allows other sites to read it', async () => {
    const { headers } = await send(api, 'GET /v1/me', { headers: { origin: 'http://evil.example' } });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('invalid requests', () => {
  test.each([
    ['DELETE /v1/cameras', 'GET, HEAD, POST'],
    ['PUT /v1/cameras/abcabcabcabc', 'GET, HEAD, PATCH'],
    ['POST /v1/events', 'GET, HEAD'],
    ['OPTIONS /v1/cameras', 'GET, HEAD, POST'],
    ['POST /healthz?x=1', 'GET, HEAD'],
  ])('%s is rejected with 405 and the supported methods', async (route, allow) => {
    const response = await send(api, route);
    expect(response).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' }, headers: { allow } });
  });

  test.each([
    'GET /v1/nothing',
    'GET /v2/cameras',
    'POST /',
    'GET /v1/cameras/abcabcabcabc/nothing',
    'GET /%2e%2e/etc/passwd',
  ])('%s is rejected with NOT_FOUND', async (route) => expect(await code(route)).toBe('NOT_FOUND'));

  test('a URL that cannot be decoded is rejected with problem details', async () => {
    expect(await code('GET /v1/cameras/%E0%A4%A')).toBe('VALIDATION_FAILED');
  });

  test.each([
    [
      'with an unknown method',
      'FOO /v1/cameras HTTP/1.1\r\nhost: localhost\r\n\r\n',
      400,
      'VALIDATION_FAILED',
    ],
    [
      'with a URL of 20 KB',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['that is not HTTP', 'nonsense\r\n\r\n', 400, 'VALIDATION_FAILED'],
  ])('a request %s is rejected with problem details', async (_, request, status, expected) => {
    const response = await sendRaw(api, request);
    expect(response).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [^]*content-type: application/problem\\+json`),
    );
    expect(JSON.parse(response.slice(response.indexOf('{')))).toMatchObject({
      status,
      code: expected,
      detail: expect.any(String),
      correlationId: expect.any(String),
    });
  });

  test('an invalid id is rejected with its parameter and the expected format', async () => {
    const { body } = await send(api, 'GET /v1/cameras/NO');
    expect(body).toMatchObject({
      details: [{ path: 'id' }],
      detail: expect.stringMatching(/^id: expected 12/),
      instance: '/v1/cameras/NO',
    });
  });

  test('a body of 10 MB is rejected and not logged', async () => {
    const name = 'N'.repeat(10 * 1_048_576);
    const response = await send(api, 'POST /v1/cameras', { body: { ...plainCamera, name } });
    expect(response).toMatchObject({
      status: 413,
      body: { code: 'BODY_TOO_LARGE', correlationId: expect.any(String) },
    });
    expect(api.log.join('').length).toBeLessThan(1_000_000);
  });

  test.each([
    'application/x-www-form-urlencoded',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'nonsense',
    'application/json; charset=utf-16',
    'application/json;charset="iso-8859-1"',
  ])('a body with the content type %s is rejected', async (type) => {
    const request = { body: 'name=x', headers: { 'content-type': type } };
    expect(await code('POST /v1/cameras', request)).toBe('MEDIA_TYPE_REFUSED');
  });

  test.each([
    'application/json; charset=utf-8',
    'Application/JSON;Charset="UTF-8"',
    'application/json; odata=x',
  ])('a body with the content type %s is parsed', async (type) => {
    const request = { body: '{}', headers: { 'content-type': type } };
    expect(await code('POST /v1/cameras', request)).toBe('VALIDATION_FAILED');
  });

  test.each(['pause', 'resume'])('POST /%s accepts a JSON content type without a body', async (action) => {
    const { body } = await send(api, 'POST /v1/cameras', { body: plainCamera });
    const { cameraId } = body as { cameraId: string };
    if (action === 'resume') await send(api, `POST /v1/cameras/${cameraId}/pause`);
    const response = await send(api, `POST /v1/cameras/${cameraId}/${action}`, { body: '' });
    expect(response).toMatchObject({ status: 200, body: { cameraId } });
  });

  test('a route that requires a body rejects an empty one by its schema', async () => {
    expect(await send(api, 'POST /v1/cameras', { body: '' })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  test('a request with thousands of invalid fields gets a short response', async () => {
    const zones = Array.from({ length: 5_000 }, () => 1);
    const { text } = await send(api, 'PUT /v1/cameras/abcabcabcabc/zones', { body: { zones } });
    expect(text.length).toBeLessThan(20_000);
  });

  test('a body with 100,000 nested arrays is rejected', async () => {
    const body = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(await code('POST /v1/cameras', { body })).toBe('VALIDATION_FAILED');
  });
});

describe('every response', () => {
  test.each(['GET /v1/me', 'GET /v1/nothing', 'GET /v1/cameras/NO', 'DELETE /v1/cameras', 'GET /healthz'])(
    'the response to %s has the security headers and the correlation id',
    async (route) => {
      const { headers } = await send(api, route, { headers: { 'x-correlation-id': 'my-request-1' } });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none';frame-ancestors 'none'",
        'x-correlation-id': 'my-request-1',
      });
    },
  );

  test('an error response has the correlation id of its log line', async () => {
    const { body } = await send(api, 'GET /v1/cameras/zzzzzzzzzzzz');
    const { correlationId } = body as { correlationId: string };
    expect(api.log.some((line) => line.includes(correlationId) && line.includes('CAMERA_NOT_FOUND'))).toBe(
      true,
    );
  });

  test('responses of /v1 are not cached', async () => {
    expect((await send(api, 'GET /v1/me')).headers['cache-control']).toBe('no-store');
  });
});

describe('Numbers in query parameters', () => {
  test.each([
    'GET /v1/cameras?limit=',
    'GET /v1/cameras?limit=0x10',
    'GET /v1/cameras?limit=1e2',
    'GET /v1/cameras?limit=%2010',
    'GET /v1/cameras?limit=1001',
    'GET /v1/cameras/map?zoom=',
    'GET /v1/cameras/map?zoom=25',
    'GET /v1/coverage?below=&from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
  ])('%s is rejected, because the number is no plain decimal within its limits', async (route) =>
    expect(await code(route)).toBe('VALIDATION_FAILED'),
  );

  test('a plain decimal number is accepted', async () => {
    expect(await code('GET /v1/cameras?limit=10')).toBe(200);
    expect(await code('GET /v1/cameras/map?zoom=12.5')).toBe(200);
  });
});
