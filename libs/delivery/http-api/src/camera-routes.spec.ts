import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestResponse, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.close());

const register = async (changes: object = {}): Promise<Record<string, unknown> & { cameraId: string }> => {
  const response = await send(api, 'POST /v1/cameras', { body: { ...plainCamera, ...changes } });
  expect(response).toMatchObject({ status: 201 });
  return response.body as Record<string, unknown> & { cameraId: string };
};
const rejected = (response: TestResponse, status: number, code: string) =>
  expect({ status: response.status, ...(response.body as object) }).toMatchObject({
    status,
    code,
    type: `urn:vialog:error:${code}`,
    title: expect.any(String),
    detail: expect.any(String),
    correlationId: expect.any(String),
    details: expect.any(Array),
  });
const corners = [0.1, 0.3].flatMap((y) => [0.1, 0.3].map((x) => [x, y]));
const square = [0, 1, 3, 2].map((corner) => corners[corner]);
const bowTie = [0, 3, 1, 2].map((corner) => corners[corner]);

describe('cameras over HTTP', () => {
  test('a camera can be registered, read, changed and listed, and its versions can be read', async () => {
    const { cameraId } = await register({ name: '北停车场 🅿️' });
    const changed = await send(api, `PATCH /v1/cameras/${cameraId}`, { body: { tags: ['夜'] } });
    expect(changed).toMatchObject({ status: 200, body: { name: '北停车场 🅿️', version: 2, tags: ['夜'] } });
    const { warnings, ...camera } = changed.body as Record<string, unknown>;
    expect(warnings).toEqual([]);
    expect(await send(api, `GET /v1/cameras/${cameraId}`)).toMatchObject({ status: 200, body: camera });
    const list = await send(api, `GET /v1/cameras?text=${encodeURIComponent('停车')}&limit=10`);
    expect(list.body).toMatchObject({ items: [{ cameraId }], nextCursor: null });
    const versions = await send(api, `GET /v1/cameras/${cameraId}/versions`);
    expect(versions.body).toMatchObject({ items: [{ version: 2 }, { version: 1 }], nextCursor: null });
  });

  test('a stream that another camera reads is warned about before and after it is registered', async () => {
    const url = 'rtsp://camera.example/live';
    const { cameraId } = await register({ name: 'Lobby', stream: { url } });
    const warning = { kind: 'stream_in_use', cameras: [{ cameraId, name: 'Lobby' }], total: 1 };
    const stream = { url: 'rtsp://admin:secret@CAMERA.example:554/live' };
    const checked = await send(api, 'POST /v1/streams/check', { body: { stream } });
    expect(checked).toMatchObject({ status: 200, body: { warnings: [warning] } });
    expect(JSON.stringify(checked.body)).not.toContain('secret');
    const own = await send(api, 'POST /v1/streams/check', { body: { stream, cameraId } });
    expect(own).toMatchObject({ status: 200, body: { warnings: [] } });
    const second = await register({ name: 'Lobby again', stream });
    expect(second).toMatchObject({ warnings: [warning] });
    const third = await register({ name: 'Gate', stream: { url: 'rtsp://camera.example/gate' } });
    expect(third).toMatchObject({ warnings: [] });
    const changed = await send(api, `PATCH /v1/cameras/${third.cameraId}`, { body: { stream: { url } } });
    expect(changed).toMatchObject({ status: 200, body: { warnings: [{ kind: 'stream_in_use', total: 2 }] } });
    rejected(
      await send(api, 'POST /v1/streams/check', { body: { stream: { url: 'no' } } }),
      400,
      'VALIDATION_FAILED',
    );
  });

  test('life cycle changes return the camera, and a change from a wrong state is rejected', async () => {
    const { cameraId } = await register();
    const paused = await send(api, `POST /v1/cameras/${cameraId}/pause`);
    expect(paused).toMatchObject({ status: 200, body: { lifecycle: 'paused' } });
    expect((await send(api, `POST /v1/cameras/${cameraId}/resume`)).body).toMatchObject({
      lifecycle: 'active',
    });
    await send(api, `POST /v1/cameras/${cameraId}/retire`);
    rejected(await send(api, `POST /v1/cameras/${cameraId}/resume`), 409, 'LIFECYCLE_REFUSED');
  });

  test('setting zones returns the camera and the warnings', async () => {
    const { cameraId } = await register();
    const body = { zones: [{ zoneId: 'p1', name: 'Reihe 🚗', kind: 'area', polygon: square }] };
    const response = await send(api, `PUT /v1/cameras/${cameraId}/zones`, { body });
    expect(response).toMatchObject({
      status: 200,
      body: {
        camera: {
          zones: [
            { zoneId: 'view', role: 'detail' },
            { zoneId: 'p1', name: 'Reihe 🚗' },
          ],
        },
        warnings: [],
      },
    });
  });

  test.each<[string, unknown, string, RegExp]>([
    [
      'a crossing polygon',
      { zones: [{ zoneId: 'p1', name: 'p', kind: 'area', polygon: bowTie }] },
      'zones.0.polygon',
      /edges 1 and 3 cross/,
    ],
    [
      'a point outside 0..1',
      {
        zones: [
          {
            zoneId: 'p1',
            name: 'p',
            kind: 'area',
            polygon: [
              [0, 0],
              [1.2, 0],
              [1, 1],
            ],
          },
        ],
      },
      'zones.0.polygon.1.0',
      /0 to 1/,
    ],
    [
      'two points',
      {
        zones: [
          {
            zoneId: 'p1',
            name: 'p',
            kind: 'area',
            polygon: [
              [0, 0],
              [1, 0],
            ],
          },
        ],
      },
      'zones.0.polygon',
      /at least 3/,
    ],
    [
      'a slot that does not divide an hour',
      { zones: [{ zoneId: 'p1', name: 'p', kind: 'area', polygon: square, slotMs: 11_000 }] },
      'zones.0.slotMs',
      /divides an hour/,
    ],
    [
      'a line without points',
      { zones: [{ zoneId: 'p1', name: 'p', kind: 'line' }] },
      'zones.0.line',
      /a line zone needs its line/,
    ],
    [
      'a line for a camera that is sampled too slowly',
      {
        zones: [
          {
            zoneId: 'p1',
            name: 'p',
            kind: 'line',
            line: [
              [0, 0.5],
              [1, 0.5],
            ],
          },
        ],
      },
      'zones.0',
      /sampled at 0\.2 frames per second, expected at least 3 frames per second \(recommended: 5\)/,
    ],
    ['an unknown field', { zones: [], extra: 1 }, '', /extra/],
    ['no zones', {}, 'zones', /./],
    ['a list', [], '', /./],
  ])('zones with %s are rejected with the path of the invalid field', async (_, body, path, message) => {
    const { cameraId } = await register();
    const response = await send(api, `PUT /v1/cameras/${cameraId}/zones`, { body });
    rejected(response, 400, 'VALIDATION_FAILED');
    const { details } = response.body as { details: { path?: string; message: string }[] };
    expect(details.map((detail) => detail.path ?? '')).toContain(path);
    expect(details.map((detail) => detail.message).join()).toMatch(message);
    expect((await send(api, `GET /v1/cameras/${cameraId}`)).body).toMatchObject({ version: 1 });
  });

  test.each<[string, unknown, string]>([
    ['no name', { ...plainCamera, name: '  ' }, 'name'],
    ['a name of 10,000 characters', { ...plainCamera, name: '車'.repeat(10_000) }, 'name'],
    ['a latitude of 91', { ...plainCamera, position: [0, 91] }, 'position.1'],
    ['a position of words', { ...plainCamera, position: 'here' }, 'position'],
    ['a URL of nonsense', { ...plainCamera, stream: { url: 'not a url' } }, 'stream.url'],
    ['a script as URL', { ...plainCamera, stream: { url: 'javascript:alert(1)' } }, 'stream.url'],
    ['a command as URL', { ...plainCamera, stream: { url: 'exec:rm -rf /' } }, 'stream.url'],
    [
      'a password in the URL and in credentials',
      {
        ...plainCamera,
        stream: { url: 'rtsp://u:hunter2@h/1' },
        credentials: { username: 'u', password: 'hunter2' },
      },
      'credentials',
    ],
    [
      'a numeric password',
      { ...plainCamera, credentials: { username: 'u', password: 1 } },
      'credentials.password',
    ],
    ['a time zone of Mars', { ...plainCamera, timeZone: 'Mars/Base' }, 'timeZone'],
    ['an end without offset', { ...plainCamera, governance: { endsAt: '2027-01-01' } }, 'governance.endsAt'],
    ['an id', { ...plainCamera, cameraId: 'abcabcabcabc' }, ''],
    ['a prototype', '{"name":"x","__proto__":{"admin":true}}', ''],
    ['broken JSON', '{"name":', ''],
    ['nothing', '', ''],
    ['a number', '42', ''],
    ['null', 'null', ''],
  ])('a camera with %s is rejected', async (_, body, path) => {
    const response = await send(api, 'POST /v1/cameras', { body });
    rejected(response, 400, 'VALIDATION_FAILED');
    const { details } = response.body as { details: { path?: string }[] };
    if (path !== '') expect(details.map((detail) => detail.path)).toContain(path);
    expect(response.text).not.toContain('hunter2');
    expect(await api.registry.memory.versions()).toEqual([]);
  });

  test('a camera keeps a date before 1970', async () => {
    const camera = await register({ governance: { confirmedAt: '1969-07-20T20:17:00Z' } });
    expect(camera).toMatchObject({ governance: { confirmedAt: '1969-07-20T20:17:00Z' } });
  });

  test('a second camera with the same code is rejected', async () => {
    await register({ code: 'N-1' });
    rejected(
      await send(api, 'POST /v1/cameras', { body: { ...plainCamera, code: 'N-1' } }),
      409,
      'CODE_TAKEN',
    );
  });

  test.each([
    'GET /v1/cameras/zzzzzzzzzzzz',
    'GET /v1/cameras/zzzzzzzzzzzz/versions',
    'GET /v1/cameras/zzzzzzzzzzzz/health',
    'POST /v1/cameras/zzzzzzzzzzzz/pause',
    'GET /v1/cameras/zzzzzzzzzzzz/still',
  ])('%s is rejected with CAMERA_NOT_FOUND', async (route) =>
    rejected(await send(api, route), 404, 'CAMERA_NOT_FOUND'),
  );

  test.each([
    'GET /v1/cameras/ABC',
    `GET /v1/cameras/${'x'.repeat(150)}`,
    'GET /v1/cameras/..%2f..%2fetc',
    'GET /v1/cameras?limit=0',
    'GET /v1/cameras?limit=1e9',
    'GET /v1/cameras?lifecycle=dead',
    'GET /v1/cameras?nonsense=1',
    'GET /v1/cameras?limit=1&limit=2',
  ])('%s is rejected as invalid', async (route) =>
    rejected(await send(api, route), 400, 'VALIDATION_FAILED'),
  );

  test('a damaged cursor and a cursor of another filter are rejected', async () => {
    for (const name of ['a', 'b']) await register({ name });
    const { nextCursor } = (await send(api, 'GET /v1/cameras?limit=1')).body as { nextCursor: string };
    expect(await send(api, `GET /v1/cameras?limit=1&cursor=${nextCursor}`)).toMatchObject({ status: 200 });
    rejected(await send(api, `GET /v1/cameras?text=b&cursor=${nextCursor}`), 400, 'CURSOR_INVALID');
    rejected(await send(api, 'GET /v1/cameras?cursor=%00%ff'), 400, 'CURSOR_INVALID');
    rejected(await send(api, 'GET /v1/cameras?cursor=rubbish'), 400, 'CURSOR_INVALID');
  });
});

describe('current state of cameras', () => {
  const health = { v: 1, state: 'online', changedAt: '2026-03-02T08:00:10.000Z' } as const;

  test('the health of a camera is starting before its first message, then the latest message, and paused when a person paused it', async () => {
    const { cameraId } = await register();
    const read = async () => (await send(api, `GET /v1/cameras/${cameraId}/health`)).body;
    expect(await read()).toMatchObject({ state: 'starting' });
    api.health.update({ ...health, cameraId });
    api.health.update({ ...health, cameraId, state: 'offline', changedAt: '2026-03-02T08:00:05.000Z' });
    expect(await read()).toMatchObject({ state: 'offline' });
    await send(api, `POST /v1/cameras/${cameraId}/pause`);
    expect(await read()).toMatchObject({ state: 'paused', detail: 'The camera is paused.' });
  });

  test('the map has the cameras in its box, also across the antimeridian, without retired cameras', async () => {
    await register({ name: 'here', position: [112.2, 31.03], heading: 90 });
    await register({ name: 'fiji', position: [179.9, -17] });
    const { cameraId } = await register({ name: 'gone', position: [112.2, 31.03] });
    await send(api, `POST /v1/cameras/${cameraId}/retire`);
    const names = async (bbox: string) => {
      const { body } = await send(api, `GET /v1/cameras/map${bbox}`);
      return (body as { items: { name: string }[] }).items.map((item) => item.name);
    };
    expect(await names('')).toEqual(['fiji', 'here']);
    expect(await names('?bbox=112,31,113,32&zoom=10')).toEqual(['here']);
    expect(await names('?bbox=179,-20,-179,-10')).toEqual(['fiji']);
  });

  test.each(['1,2,3', '0,10,0,-10', '0,0,1,91', '-181,0,1,1', '..,1,2,3', 'a,b,c,d'])(
    'the map rejects the invalid box %s',
    async (bbox) => rejected(await send(api, `GET /v1/cameras/map?bbox=${bbox}`), 400, 'VALIDATION_FAILED'),
  );
});

describe('sites over HTTP', () => {
  const lot = { name: '东门 🅿️', kind: 'parking_lot', position: [112.2, 31.03], capacity: 40 };

  test('a site can be registered, changed, read and listed, and a zone can refer to it', async () => {
    const { body } = await send(api, 'POST /v1/sites', { body: lot });
    const { siteId } = body as { siteId: string };
    expect(await send(api, `PATCH /v1/sites/${siteId}`, { body: { capacity: 41 } })).toMatchObject({
      status: 200,
    });
    expect((await send(api, `GET /v1/sites/${siteId}`)).body).toMatchObject({ ...lot, capacity: 41 });
    expect((await send(api, 'GET /v1/sites?limit=5')).body).toMatchObject({ items: [{ siteId }] });
    const { cameraId } = await register({ zones: [{ zoneId: 'view', name: 'v', kind: 'area', siteId }] });
    expect((await send(api, `GET /v1/cameras?site=${siteId}`)).body).toMatchObject({ items: [{ cameraId }] });
  });

  test('null removes capacity and outline of a site, and nothing else', async () => {
    const outline = [
      [112.2, 31.03],
      [112.21, 31.03],
      [112.21, 31.04],
    ];
    const { body } = await send(api, 'POST /v1/sites', { body: { ...lot, outline } });
    const { siteId } = body as { siteId: string };
    await send(api, `PATCH /v1/sites/${siteId}`, { body: { capacity: null, outline: null } });
    const changed = (await send(api, `GET /v1/sites/${siteId}`)).body;
    expect(changed).toMatchObject({ name: lot.name, kind: lot.kind, position: lot.position });
    expect(changed).not.toHaveProperty('capacity');
    expect(changed).not.toHaveProperty('outline');
    rejected(
      await send(api, `PATCH /v1/sites/${siteId}`, { body: { name: null } }),
      400,
      'VALIDATION_FAILED',
    );
  });

  test('an unknown site is rejected, both when it is read and when a zone refers to it', async () => {
    rejected(await send(api, 'GET /v1/sites/zzzzzzzzzzzz'), 404, 'SITE_NOT_FOUND');
    const zones = [{ zoneId: 'view', name: 'v', kind: 'area', siteId: 'zzzzzzzzzzzz' }];
    rejected(await send(api, 'POST /v1/cameras', { body: { ...plainCamera, zones } }), 404, 'SITE_NOT_FOUND');
  });
});
