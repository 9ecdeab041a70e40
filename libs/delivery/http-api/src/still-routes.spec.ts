import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { stillGrantMs, type IngestRequestKind, type IngestRequestOf } from '@vialog/contracts';
import { ingestFailure, type IngestDelivery, type IngestReply } from '@vialog/ingest';
import { send, startTestApi, type TestResponse, type TestApi } from './http-api.fixture.ts';
import { picturesPerMinute } from './stills/picture-budget.ts';

type IngestRequest = IngestRequestOf<IngestRequestKind>;

const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xd9]);
const outlined = Uint8Array.from([0xff, 0xd8, 1, 2, 0xff, 0xd9]);
const size = { capturedAt: '2026-03-02T08:00:00.000Z', width: 640, height: 360 };
const zones = [{ zoneId: 'view', counts: { car: 3 }, total: 3 }];
const reason = 'Draw the zones of the north lot';
const draft = {
  zones: [
    {
      zoneId: 'gate',
      name: 'Gate',
      kind: 'area',
      polygon: [
        [0, 0],
        [1, 0],
        [1, 1],
      ],
    },
  ],
};

/** Later by this time, ms. */
const advance = (ms: number): void => void (api.registry.clock.epochMs += ms);

let api: TestApi;
let sent: { request: IngestRequest; delivery: IngestDelivery }[] = [];
let reply: (request: IngestRequest) => IngestReply<'still'> | IngestReply<'trial'>;

const replying = (request: IngestRequest) =>
  request.kind === 'trial'
    ? {
        kind: 'answered' as const,
        content: { ...size, zones },
        ...(request.outlines ? { bytes: outlined } : {}),
      }
    : { kind: 'answered' as const, content: size, bytes: jpeg };

async function start(areStillsOn = true): Promise<void> {
  sent = [];
  reply = replying;
  api = await startTestApi({
    areStillsOn,
    ingestRequests: {
      send: (request, delivery) => {
        sent.push({ request, delivery });
        return Promise.resolve(reply(request) as never);
      },
    },
  });
}
beforeEach(() => start());
afterEach(() => api.close());

async function register(url = 'rtsp://192.0.2.7/stream1'): Promise<string> {
  const body = { name: 'North', position: [112.2, 31.03], stream: { url }, tags: ['region:harbour'] };
  const response = await send(api, 'POST /v1/cameras', { body });
  return (response.body as { cameraId: string }).cameraId;
}
const grant = (id: string) => send(api, `POST /v1/cameras/${id}/still-grants`, { body: { reason } });
const still = (id: string) => send(api, `GET /v1/cameras/${id}/still`);
const rejected = (response: TestResponse, status: number, code: string) =>
  expect(response).toMatchObject({ status, body: { code } });

describe('grants of stills', () => {
  test('a still requires a grant, which lasts 10 minutes and is written to the log with user and reason', async () => {
    const id = await register();
    rejected(await still(id), 403, 'STILL_GRANT_REQUIRED');
    expect(sent).toEqual([]);
    const granted = await grant(id);
    const expiresAt = new Date(api.registry.clock.now() + stillGrantMs).toISOString();
    expect(granted).toMatchObject({
      status: 201,
      body: { cameraId: id, reason, grantedTo: 'administrator', expiresAt },
    });
    const line = api.log.map((each) => JSON.parse(each) as Record<string, unknown>);
    expect(line.find(({ msg }) => msg === 'still grant opened')).toMatchObject({
      user: 'administrator',
      cameraId: id,
      reason,
      until: expiresAt,
    });
    const response = await still(id);
    expect(response).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' },
    });
    expect(sent).toMatchObject([
      {
        request: { v: 1, kind: 'still', cameraId: id },
        delivery: { to: { kind: 'camera', camera: { cameraId: id, tags: ['region:harbour'] } } },
      },
    ]);
    advance(stillGrantMs);
    rejected(await still(id), 403, 'STILL_GRANT_REQUIRED');
  });

  test('a grant is valid for its camera only', async () => {
    const [one, other] = [await register(), await register('rtsp://192.0.2.8/1')];
    await grant(one);
    rejected(await still(other), 403, 'STILL_GRANT_REQUIRED');
    rejected(
      await send(api, `POST /v1/cameras/${other}/trial`, { body: draft }),
      403,
      'STILL_GRANT_REQUIRED',
    );
  });

  test.each([
    [{}],
    [{ reason: '' }],
    [{ reason: '  ' }],
    [{ reason: 'x'.repeat(201) }],
    [{ reason, more: 1 }],
  ])('a grant with the body %j is rejected', async (body) => {
    const id = await register();
    rejected(await send(api, `POST /v1/cameras/${id}/still-grants`, { body }), 400, 'VALIDATION_FAILED');
  });

  test('a synthetic scene shows no real person and needs no grant', async () => {
    expect(await still(await register('synthetic:lot'))).toMatchObject({ status: 200 });
  });

  test('a retired camera has no grants and no stills', async () => {
    const id = await register();
    await grant(id);
    await send(api, `POST /v1/cameras/${id}/retire`);
    rejected(await grant(id), 409, 'LIFECYCLE_REFUSED');
    rejected(await still(id), 409, 'LIFECYCLE_REFUSED');
    expect(sent).toEqual([]);
  });

  test('grants, stills and trials of an unknown camera are rejected with CAMERA_NOT_FOUND', async () => {
    rejected(await grant('zzzzzzzzzzzz'), 404, 'CAMERA_NOT_FOUND');
    rejected(await still('zzzzzzzzzzzz'), 404, 'CAMERA_NOT_FOUND');
    rejected(
      await send(api, 'POST /v1/cameras/zzzzzzzzzzzz/trial', { body: draft }),
      404,
      'CAMERA_NOT_FOUND',
    );
  });

  test('nothing is granted or sent to the capturing process when stills are switched off', async () => {
    await api.close();
    await start(false);
    for (const url of ['rtsp://192.0.2.7/1', 'synthetic:lot']) {
      const id = await register(url);
      rejected(await grant(id), 403, 'STILLS_OFF');
      rejected(await still(id), 403, 'STILLS_OFF');
      rejected(await send(api, `POST /v1/cameras/${id}/trial`, { body: draft }), 403, 'STILLS_OFF');
    }
    const body = { reason, stream: { url: 'rtsp://192.0.2.7/1' } };
    rejected(await send(api, 'POST /v1/streams/still-grants', { body }), 403, 'STILLS_OFF');
    expect(sent).toEqual([]);
  });
});

describe('failures of stills', () => {
  test.each([
    ['no_process', 503, 'CAPTURE_UNAVAILABLE'],
    ['timeout', 503, 'CAPTURE_UNAVAILABLE'],
    ['busy', 503, 'CAPTURE_UNAVAILABLE'],
    ['unsupported', 503, 'CAPTURE_UNAVAILABLE'],
    ['failed', 503, 'CAPTURE_UNAVAILABLE'],
    ['unavailable', 503, 'STILL_UNAVAILABLE'],
    ['not_counted', 503, 'DETECTOR_UNAVAILABLE'],
    ['rejected', 403, 'STILLS_OFF'],
  ] as const)(
    'the failure "%s" of the capturing process is reported with its reason',
    async (why, status, code) => {
      const id = await register();
      await grant(id);
      reply = () => ingestFailure(why, 'The reason in one sentence.');
      const response = await still(id);
      rejected(response, status, code);
      expect(response.body).toMatchObject({ detail: 'The reason in one sentence.' });
    },
  );

  test('the number of pictures of a camera in a minute is limited', async () => {
    const [id, other] = [await register(), await register('rtsp://192.0.2.8/1')];
    for (const each of [id, other]) await grant(each);
    for (let i = 0; i < picturesPerMinute; i += 1) expect(await still(id)).toMatchObject({ status: 200 });
    const limited = await still(id);
    rejected(limited, 429, 'RATE_LIMITED');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    rejected(await send(api, `POST /v1/cameras/${id}/trial`, { body: draft }), 429, 'RATE_LIMITED');
    expect(await still(other)).toMatchObject({ status: 200 });
    advance(60_000);
    expect(await still(id)).toMatchObject({ status: 200 });
    const rendered = await register('synthetic:lot');
    for (let i = 0; i <= picturesPerMinute; i += 1)
      expect(await still(rendered)).toMatchObject({ status: 200 });
  });
});

describe('metrics of stills', () => {
  test('grants, pictures and rejections are counted, rejections by their error code', async () => {
    const id = await register();
    await still(id);
    await grant(id);
    await still(id);
    await send(api, `POST /v1/cameras/${id}/trial`, { body: draft });
    const { text } = await send(api, 'GET /metrics');
    for (const line of [
      'vialog_still_grants_total 1',
      'vialog_stills_sent_total{kind="still"} 1',
      'vialog_stills_sent_total{kind="trial"} 1',
      'vialog_stills_rejected_total{code="STILL_GRANT_REQUIRED"} 1',
    ])
      expect(text.split('\n')).toContain(line);
  });
});

describe('trials', () => {
  const trial = (id: string, body: object) => send(api, `POST /v1/cameras/${id}/trial`, { body });

  test('a trial counts the completed draft zones and stores nothing', async () => {
    const id = await register();
    await grant(id);
    const response = await trial(id, draft);
    expect(response).toMatchObject({ status: 200, body: { ...size, model: 'nanodet-g-416', zones } });
    expect(response.body).not.toHaveProperty('outlinesPath');
    expect(sent.at(-1)?.request).toMatchObject({
      kind: 'trial',
      outlines: false,
      zones: [
        { zoneId: 'view', role: 'detail' },
        { zoneId: 'gate', role: 'main', slotMs: 10_000 },
      ],
      model: { modelId: 'nanodet-g-416' },
    });
    expect((await send(api, `GET /v1/cameras/${id}/versions`)).body).toMatchObject({
      items: [{ version: 1, zones: [{ zoneId: 'view' }] }],
    });
  });

  test('the outlines of a trial are returned for 60 s, with no-store and for the camera of the trial only', async () => {
    const [id, other] = [await register(), await register('rtsp://192.0.2.8/1')];
    for (const each of [id, other]) await grant(each);
    const { body } = await trial(id, { ...draft, outlines: true });
    const { outlinesPath } = body as { outlinesPath: string };
    expect(await send(api, `GET ${outlinesPath}`)).toMatchObject({
      status: 200,
      headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' },
    });
    rejected(await send(api, `GET ${outlinesPath.replace(id, other)}`), 404, 'TRIAL_NOT_FOUND');
    advance(60_000);
    rejected(await send(api, `GET ${outlinesPath}`), 404, 'TRIAL_NOT_FOUND');
  });

  test.each([
    [
      'a polygon that crosses itself',
      {
        zones: [
          {
            ...draft.zones[0],
            polygon: [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
            ],
          },
        ],
      },
    ],
    [
      'slots below the privacy minimum',
      { zones: [{ ...draft.zones[0], classes: ['person'], slotMs: 10_000 }] },
    ],
    ['an unknown field', { ...draft, boxes: true }],
    ['no zones', {}],
  ])('a trial with %s is rejected', async (_what, body) => {
    const id = await register();
    await grant(id);
    rejected(await trial(id, body), 400, 'VALIDATION_FAILED');
    expect(sent).toEqual([]);
  });
});

describe('stills of a stream that is not registered', () => {
  const url = 'rtsp://admin:S3cretCanary@192.0.2.9/live?pwd=S3cretCanary';
  const grantStream = (body: object) => send(api, 'POST /v1/streams/still-grants', { body });

  test('a grant for a stream returns stills and trials of it, without its secrets in response, log or request', async () => {
    const granted = await grantStream({ reason, stream: { url }, region: 'harbour' });
    expect(granted).toMatchObject({ status: 201, body: { reason, grantedTo: 'administrator' } });
    const { grantId } = granted.body as { grantId: string };
    const path = `/v1/streams/still-grants/${grantId}`;
    expect(await send(api, `GET ${path}/still`)).toMatchObject({ status: 200 });
    const counted = await send(api, `POST ${path}/trial`, { body: { ...draft, outlines: true } });
    expect(counted).toMatchObject({ status: 200, body: { zones } });
    const { outlinesPath } = counted.body as { outlinesPath: string };
    expect(await send(api, `GET ${outlinesPath}`)).toMatchObject({ status: 200 });
    expect(sent.map(({ request }) => request)).toMatchObject([
      {
        kind: 'still',
        cameraId: grantId,
        unregistered: { stream: { url: 'rtsp://192.0.2.9/live?pwd=***' } },
      },
      { kind: 'trial', cameraId: grantId, unregistered: { secrets: expect.anything() as unknown } },
    ]);
    expect(sent[0]?.delivery.to).toMatchObject({ camera: { tags: ['region:harbour'] } });
    for (const text of [JSON.stringify(sent), api.log.join('\n'), granted.text, counted.text])
      expect(text).not.toContain('S3cretCanary');
    expect((await send(api, 'GET /v1/cameras')).body).toMatchObject({ items: [] });
  });

  test('a trial checks draft zones with the sampling plan with which they will be saved', async () => {
    const { body } = await grantStream({ reason, stream: { url: 'rtsp://192.0.2.9/1' } });
    const { grantId } = body as { grantId: string };
    const [gate] = draft.zones;
    const plan = { mode: 'interval', intervalMs: 30_000 };
    const trialOf = (slotMs: number) =>
      send(api, `POST /v1/streams/still-grants/${grantId}/trial`, {
        body: { zones: [{ ...gate, slotMs }], plan },
      });
    const tooShort = await trialOf(10_000);
    rejected(tooShort, 400, 'VALIDATION_FAILED');
    expect(tooShort).toMatchObject({ body: { details: [{ path: 'zones.0.slotMs' }] } });
    // The zone "view" is completed with the same plan, so it is not the reason for a rejection.
    expect(await trialOf(60_000)).toMatchObject({ status: 200 });
  });

  test('a grant for a stream that is not allowed is rejected', async () => {
    rejected(await grantStream({ reason, stream: { url: 'ftp://192.0.2.9/1' } }), 400, 'VALIDATION_FAILED');
  });

  test('the id of an expired or unknown grant is rejected with STILL_GRANT_REQUIRED', async () => {
    const { body } = await grantStream({ reason, stream: { url: 'rtsp://192.0.2.9/1' } });
    const { grantId } = body as { grantId: string };
    advance(stillGrantMs);
    for (const id of [grantId, 'zzzzzzzzzzzz'])
      rejected(await send(api, `GET /v1/streams/still-grants/${id}/still`), 403, 'STILL_GRANT_REQUIRED');
  });
});
