import { afterEach, expect, test } from '@jest/globals';
import {
  completeZone,
  isoOf,
  zone as zoneSchema,
  type CountEvent,
  type HandCountsResponse,
} from '@vialog/contracts';
import { givenCamera } from '@vialog/registry/conformance';
import { send, noEvents, startTestApi, type TestApi } from './http-api.fixture.ts';

const minute = 60_000;
let api: TestApi | undefined;
afterEach(() => api?.close());

/** An API with a camera whose line counted 3 inbound cars in every slot. */
async function startWithLine(): Promise<{ api: TestApi; path: string; cameraId: string; from: number }> {
  const byId = (eventId: string) =>
    Promise.resolve({
      eventId,
      kind: 'measured',
      slotMs: minute,
      model: 'nanodet-g-416',
      cameraVersion: 2,
      inbound: { car: 3 },
      outbound: {},
    } as CountEvent);
  const started = await startTestApi({ events: { ...noEvents, events: { ...noEvents.events, byId } } });
  api = started;
  const camera = await givenCamera(started.registry);
  const line = zoneSchema.parse(
    completeZone({
      zoneId: 'gate',
      name: 'Gate',
      kind: 'line',
      line: [
        [0, 0.5],
        [1, 0.5],
      ],
    }),
  );
  const next = { ...camera, version: 2, zones: [...camera.zones, line] };
  await started.registry.store.put({ basedOn: camera.version, camera: next });
  const from = Math.floor(started.registry.clock.now() / minute) * minute - 5 * minute;
  return {
    api: started,
    path: `/v1/cameras/${camera.cameraId}/hand-counts`,
    cameraId: camera.cameraId,
    from,
  };
}

test('a hand count is returned with its comparison and listed with the camera', async () => {
  const { api, path, cameraId, from } = await startWithLine();
  const byHand = { inbound: { car: 5 }, outbound: { truck: 1 } };
  const body = { zoneId: 'gate', startAt: isoOf(from), endAt: isoOf(from + 2 * minute), byHand };
  const sent = await send(api, `POST ${path}`, { body });
  expect(sent.status).toBe(201);
  expect(sent.body).toMatchObject({
    cameraId,
    byHand,
    byCamera: { inbound: { car: 6 }, outbound: {} },
    accuracy: { truth: 6, counted: 6, difference: 0, errorPercent: 0, geh: 0 },
    countedBy: 'administrator',
  });
  const listed = await send(api, `GET ${path}`);
  expect((listed.body as HandCountsResponse).items).toEqual([sent.body]);
});

test('the list of hand counts has at most `limit` items, and a limit above 1000 is rejected', async () => {
  const { api, path, from } = await startWithLine();
  for (const start of [from, from + minute]) {
    const period = { zoneId: 'gate', startAt: isoOf(start), endAt: isoOf(start + 2 * minute) };
    await send(api, `POST ${path}`, { body: { ...period, byHand: { inbound: {}, outbound: {} } } });
  }
  const newest = await send(api, `GET ${path}?limit=1`);
  expect(newest.body).toMatchObject({ items: [{ startAt: isoOf(from + minute) }] });
  const tooMany = await send(api, `GET ${path}?limit=1001`);
  expect(tooMany).toMatchObject({ status: 400, body: { details: [{ path: 'limit' }] } });
});

test('a hand count with an unknown field or direction is rejected with its place', async () => {
  const { api, path, from } = await startWithLine();
  const period = { zoneId: 'gate', startAt: isoOf(from), endAt: isoOf(from + 2 * minute) };
  const left = await send(api, `POST ${path}`, { body: { ...period, byHand: { inbound: {}, left: {} } } });
  expect(left).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  const negative = { inbound: { car: -1 }, outbound: {} };
  const below = await send(api, `POST ${path}`, { body: { ...period, byHand: negative } });
  expect(below.body).toMatchObject({ details: [{ path: 'byHand.inbound.car' }] });
});

test('the hand counts of an unknown camera are not found', async () => {
  const { api } = await startWithLine();
  const response = await send(api, 'GET /v1/cameras/none00000000/hand-counts');
  expect(response).toMatchObject({ status: 404, body: { code: 'CAMERA_NOT_FOUND' } });
});

test('a period whose last slot is not over is rejected', async () => {
  const { api, path, from } = await startWithLine();
  const body = {
    zoneId: 'gate',
    startAt: isoOf(from + 4 * minute),
    endAt: isoOf(from + 6 * minute),
    byHand: { inbound: {}, outbound: {} },
  };
  const response = await send(api, `POST ${path}`, { body });
  expect(response.body).toMatchObject({
    details: [{ path: 'endAt', message: 'expected a time in the past' }],
  });
});
