import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IngestRequestKind, IngestRequestOf } from '@vialog/contracts';
import { ingestFailure, type IngestReply } from '@vialog/ingest';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';
import { picturesPerMinute } from './stills/picture-budget.ts';

type IngestRequest = IngestRequestOf<IngestRequestKind>;

const numbers = {
  startedAt: '2026-03-02T08:00:00.000Z',
  frames: 11,
  framesPerSecond: 5,
  zones: [{ zoneId: 'gate', counts: {}, total: 0, inbound: { car: 3 }, outbound: {} }],
};
const gate = {
  zoneId: 'gate',
  name: 'Gate',
  kind: 'line',
  line: [
    [0.1, 0.5],
    [0.9, 0.5],
  ],
};
const draft = { zones: [gate] };

let api: TestApi;
let sent: IngestRequest[] = [];
let reply: IngestReply<'liveTrial'>;

async function start(areStillsOn = true): Promise<void> {
  sent = [];
  reply = { kind: 'answered', content: numbers };
  api = await startTestApi({
    areStillsOn,
    ingestRequests: {
      send: (request) => {
        sent.push(request);
        return Promise.resolve(reply as never);
      },
    },
  });
}
beforeEach(() => start());
afterEach(() => api.close());

async function register(): Promise<string> {
  const body = { name: 'North', position: [112.2, 31.03], stream: { url: 'rtsp://192.0.2.7/1' } };
  return ((await send(api, 'POST /v1/cameras', { body })).body as { cameraId: string }).cameraId;
}

async function registerWithGrant(): Promise<string> {
  const id = await register();
  await send(api, `POST /v1/cameras/${id}/still-grants`, { body: { reason: 'Draw the line of the gate' } });
  return id;
}

const liveTrial = (id: string, body: object = draft) =>
  send(api, `POST /v1/cameras/${id}/live-trial`, { body });
const idOf = ({ body }: Awaited<ReturnType<typeof liveTrial>>) =>
  (body as { liveTrialId: string }).liveTrialId;

describe('live trials', () => {
  test('a live trial requires a grant, as a picture does', async () => {
    expect(await liveTrial(await register())).toMatchObject({
      status: 403,
      body: { code: 'STILL_GRANT_REQUIRED' },
    });
    expect(sent).toEqual([]);
  });

  test('a live trial counts draft lines at 5 frames/s although the plan of the camera is slower', async () => {
    const id = await registerWithGrant();
    const response = await liveTrial(id);
    expect(response).toMatchObject({
      status: 200,
      body: { ...numbers, model: 'nanodet-g-416', warnings: [] },
    });
    expect(sent).toMatchObject([
      {
        kind: 'liveTrial',
        cameraId: id,
        liveTrialId: idOf(response),
        plan: { mode: 'fps', fps: 5 },
        zones: [{ zoneId: 'view' }, { zoneId: 'gate', kind: 'line' }],
      },
    ]);
    const line = api.log.map((each) => JSON.parse(each) as Record<string, unknown>);
    expect(line.filter(({ msg }) => msg === 'live trial started')).toMatchObject([
      { user: 'administrator', cameraId: id },
    ]);
  });

  test('a live trial is continued with its id, which is logged and limited once', async () => {
    const id = await registerWithGrant();
    const liveTrialId = idOf(await liveTrial(id));
    for (let round = 0; round < picturesPerMinute + 5; round += 1)
      expect(idOf(await liveTrial(id, { ...draft, liveTrialId }))).toBe(liveTrialId);
    const started = api.log.filter((each) => each.includes('live trial started'));
    expect(started).toHaveLength(1);
  });

  test('an id that is unknown or has ended begins a new live trial', async () => {
    const id = await registerWithGrant();
    expect(idOf(await liveTrial(id, { ...draft, liveTrialId: 'unknown00000' }))).not.toBe('unknown00000');
    const liveTrialId = idOf(await liveTrial(id));
    api.registry.clock.epochMs += 6_000;
    expect(idOf(await liveTrial(id, { ...draft, liveTrialId }))).not.toBe(liveTrialId);
  });

  test('new live trials are limited like pictures', async () => {
    const id = await registerWithGrant();
    for (let round = 0; round < picturesPerMinute; round += 1) await liveTrial(id);
    expect(await liveTrial(id)).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
  });

  test('draft zones are checked like zones that are saved', async () => {
    const id = await registerWithGrant();
    const response = await liveTrial(id, { zones: [{ ...gate, line: [[0.1, 0.5]] }] });
    expect(response).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(sent).toEqual([]);
  });

  test('a process that runs too many live trials is an error with its sentence', async () => {
    const id = await registerWithGrant();
    reply = ingestFailure('busy', 'The process already runs 4 live trials. Wait until one of them ends.');
    expect(await liveTrial(id)).toMatchObject({
      status: 503,
      body: { code: 'CAPTURE_UNAVAILABLE', detail: expect.stringContaining('4 live trials') },
    });
  });

  test('a stream that is not registered is followed with the id of its grant', async () => {
    const body = { reason: 'Draw the line of the gate', stream: { url: 'rtsp://192.0.2.7/1' } };
    const granted = await send(api, 'POST /v1/streams/still-grants', { body });
    const { grantId } = granted.body as { grantId: string };
    const response = await send(api, `POST /v1/streams/still-grants/${grantId}/live-trial`, { body: draft });
    expect(response).toMatchObject({ status: 200, body: numbers });
    expect(sent).toMatchObject([{ kind: 'liveTrial', unregistered: { stream: body.stream } }]);
  });

  test('no live trial is started when stills are switched off', async () => {
    await api.close();
    await start(false);
    expect(await liveTrial(await register())).toMatchObject({ status: 403, body: { code: 'STILLS_OFF' } });
  });
});
