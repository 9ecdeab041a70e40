import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { attentionOverview, findingKinds, type CameraHealth } from '@vialog/contracts';
import { ingestFailure, type IngestRequests } from '@vialog/ingest';
import { InMemoryHealthHistory, plainCamera } from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const sent: unknown[] = [];
/** Responds to confirmations; other requests have no process. */
const confirming = {
  send: (request: { readonly kind: string; readonly cameraId?: string }) => {
    sent.push(request);
    if (request.kind !== 'confirmView')
      return Promise.resolve(ingestFailure('no_process', 'No ingest runs.'));
    const health = {
      v: 1,
      cameraId: request.cameraId,
      state: 'online',
      changedAt: '2026-03-02T09:00:00.000Z',
    };
    return Promise.resolve({ kind: 'answered', content: { health } });
  },
} as unknown as IngestRequests;

let api: TestApi;
let healthHistory: InMemoryHealthHistory;
beforeEach(async () => {
  sent.length = 0;
  healthHistory = new InMemoryHealthHistory();
  api = await startTestApi({ healthHistory, ingestRequests: confirming });
});
afterEach(() => api.close());

const register = async (name: string): Promise<string> => {
  const response = await send(api, 'POST /v1/cameras', { body: { ...plainCamera, name } });
  return (response.body as { cameraId: string }).cameraId;
};
const report = (cameraId: string, health: Pick<CameraHealth, 'state' | 'reason'>, minute: number) =>
  api.health.update({
    v: 1,
    cameraId,
    changedAt: `2026-03-02T08:${String(minute).padStart(2, '0')}:00.000Z`,
    ...health,
  });

describe('health of cameras over HTTP', () => {
  test('a camera whose figures are unusual since a change is found by its state and listed as doubtful', async () => {
    const [cameraId] = await Promise.all(['a', 'b'].map(register));
    report(cameraId!, { state: 'degraded', reason: 'unusual' }, 1);
    const list = await send(api, 'GET /v1/cameras?state=degraded');
    expect(list.body).toMatchObject({ total: 1, items: [{ cameraId }] });
    const { body } = await send(api, 'GET /v1/cameras/attention');
    expect(body).toMatchObject({ items: [{ cameraId, urgency: 'doubtful', health: { reason: 'unusual' } }] });
  });

  test('the figures of a camera that never changed are not compared', async () => {
    const cameraId = await register('a');
    const { body } = await send(api, `GET /v1/cameras/${cameraId}/change-check`);
    expect(body).toEqual({ cameraId, verdict: 'no_change', causes: [], figures: [] });
    expect((await send(api, 'GET /v1/cameras/zzzzzzzzzzzz/change-check')).status).toBe(404);
  });

  test('cameras that need attention are listed worst first, with the time, the meaning and what to do', async () => {
    const [fine, moved, dark, gone, paused] = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(register));
    report(fine!, { state: 'online' }, 1);
    report(moved!, { state: 'degraded', reason: 'moved' }, 2);
    report(dark!, { state: 'degraded', reason: 'dark' }, 9);
    report(gone!, { state: 'offline', reason: 'offline' }, 5);
    report(paused!, { state: 'offline', reason: 'offline' }, 1);
    await send(api, `POST /v1/cameras/${paused}/pause`);
    const { body } = await send(api, 'GET /v1/cameras/attention');
    const { items, total } = body as { items: { name: string; urgency: string }[]; total: number };
    expect(items.map(({ name, urgency }) => `${name} ${urgency}`)).toEqual([
      'd not_measured',
      'c not_measured',
      'b doubtful',
    ]);
    expect(total).toBe(3);
    expect(items[2]).toMatchObject({
      cameraId: moved,
      health: { reason: 'moved', changedAt: '2026-03-02T08:02:00.000Z' },
      meaning: expect.stringContaining('another view'),
      action: expect.stringContaining('confirm the view'),
    });
    expect(await send(api, 'GET /v1/cameras/attention?limit=1')).toMatchObject({ body: { total: 3 } });
  });

  test('a camera that waits for its host is doubtful, because its pictures are counted', async () => {
    const [waiting, silent] = await Promise.all(['a', 'b'].map(register));
    report(waiting!, { state: 'degraded', reason: 'no_frame' }, 1);
    report(silent!, { state: 'offline', reason: 'no_frame' }, 2);
    expect(await send(api, 'GET /v1/cameras/attention')).toMatchObject({
      body: {
        items: [
          { name: 'b', urgency: 'not_measured', meaning: expect.stringContaining('no picture') },
          { name: 'a', urgency: 'doubtful', meaning: expect.stringContaining('waits for its host') },
        ],
      },
    });
  });

  test('the overview says what needs attention, worst first, and what was checked', async () => {
    const [fine, gone] = await Promise.all(['a', 'b'].map(register));
    report(fine!, { state: 'online' }, 1);
    report(gone!, { state: 'offline', reason: 'offline' }, 5);
    const { status, body } = await send(api, 'GET /v1/attention');
    expect(status).toBe(200);
    expect(attentionOverview.parse(body)).toMatchObject({
      findings: [
        {
          kind: 'camera',
          severity: 'warning',
          code: 'camera_not_measured',
          params: { state: 'offline', reason: 'offline' },
          count: 1,
          sinceAt: '2026-03-02T08:05:00.000Z',
          examples: [{ name: 'b', cameraId: gone }],
        },
      ],
      checks: findingKinds.map((kind) => ({ kind, isChecked: true })),
    });
  });

  test('the last changes of the state of a camera are returned newest first', async () => {
    const cameraId = await register('a');
    const online = { changedAt: '2026-03-02T08:00:00.000Z', state: 'online' } as const;
    const offline = { changedAt: '2026-03-02T08:10:00.000Z', state: 'offline', reason: 'offline' } as const;
    await healthHistory.append([online, offline].map((change) => ({ cameraId, ...change })));
    const { status, body } = await send(api, `GET /v1/cameras/${cameraId}/health/changes`);
    expect({ status, body }).toEqual({ status: 200, body: { items: [offline, online] } });
    expect((await send(api, 'GET /v1/cameras/zzzzzzzzzzzz/health/changes')).status).toBe(404);
  });

  test('a confirmed view is learned by the process that captures the camera', async () => {
    const cameraId = await register('a');
    const response = await send(api, `POST /v1/cameras/${cameraId}/confirm-view`);
    expect(response).toMatchObject({ status: 200, body: { cameraId, state: 'online' } });
    expect(sent).toEqual([{ v: 1, kind: 'confirmView', cameraId }]);
  });

  test('a view cannot be confirmed while no process captures the camera', async () => {
    const other = await startTestApi();
    const response = await send(other, 'POST /v1/cameras', { body: { ...plainCamera, name: 'a' } });
    const { cameraId } = response.body as { cameraId: string };
    expect(await send(other, `POST /v1/cameras/${cameraId}/confirm-view`)).toMatchObject({
      status: 503,
      body: { code: 'CAPTURE_UNAVAILABLE' },
    });
    await other.close();
  });
});
