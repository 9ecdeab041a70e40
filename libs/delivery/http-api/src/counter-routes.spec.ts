import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CountBatch } from '@vialog/contracts';
import { fakeRegistry, type FakeRegistry } from '@vialog/registry/conformance';
import { noEvents, send, startTestApi, type TestApi } from './http-api.fixture.ts';

let api: TestApi;
let registry: FakeRegistry;
let sent: CountBatch[];

beforeEach(async () => {
  registry = fakeRegistry();
  registry.clock.epochMs = Date.parse('2026-03-02T08:00:00Z');
  sent = [];
  api = await startTestApi({
    registry,
    events: {
      ...noEvents,
      clock: registry.clock,
      trends: { ...noEvents.trends, sums: () => Promise.resolve([]) },
      cameras: { versions: async () => (await registry.memory.snapshot()).cameras },
    },
    sendCounts: (batch) => {
      sent.push(batch);
      return Promise.resolve({ kind: 'accepted' });
    },
  });
  const counter = {
    name: 'Loop 1',
    code: 'L1',
    position: [13.4, 52.5],
    stream: { url: 'counter:loop' },
    countsFromAt: '2026-03-02T00:00:00Z',
  };
  expect(await send(api, 'POST /v1/cameras', { body: counter })).toMatchObject({
    status: 201,
    body: {
      streamKind: 'counter',
      validFromAt: '2026-03-02T00:00:00.000Z',
      zones: [{ zoneId: 'line', kind: 'line', isExternal: true, slotMs: 900_000 }],
    },
  });
});
afterEach(() => api.close());

const post = (path: string, body: unknown, contentType = 'application/json') =>
  send(api, `POST ${path}`, { body, headers: { 'content-type': contentType } });

test('a counter on the map has the stream kind counter, so that it is not shown as starting', async () => {
  expect(await send(api, 'GET /v1/cameras/map')).toMatchObject({
    status: 200,
    body: { items: [{ name: 'Loop 1', streamKind: 'counter', state: 'stopped' }] },
  });
});

describe('counts of counters over HTTP', () => {
  test('a batch of counts is sent to the event store, and its invalid rows are named', async () => {
    const item = { counter: 'L1', startAt: '2026-03-02T07:30:00Z', inbound: 4 };
    const late = { ...item, startAt: '2026-03-02T08:00:00Z' };
    const response = await post('/v1/events/batch', { items: [item, late] });
    expect(response).toMatchObject({
      status: 200,
      body: {
        accepted: 1,
        known: 0,
        rejected: 1,
        problems: [{ row: 2, kind: 'not_over', field: 'startAt' }],
      },
    });
    expect(sent.flatMap(({ events }) => events)).toMatchObject([{ origin: 'counter', inbound: { car: 4 } }]);
  });

  test('a batch of counts of the wrong form is rejected as a whole, with the path of each field', async () => {
    const items = [{ counter: 'L1', startAt: '2026-03-02T07:30:00', inbound: 4 }];
    expect(await post('/v1/events/batch', { items })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', details: [{ path: 'items.0.startAt' }] },
    });
    const tooMany = Array.from({ length: 1_001 }, () => ({ counter: 'L1', startAt: '2026-03-02T07:30:00Z' }));
    expect(await post('/v1/events/batch', { items: tooMany })).toMatchObject({ status: 400 });
    expect(sent).toEqual([]);
  });

  test('a CSV file of counts is checked without storing it, then imported', async () => {
    const file = 'code,time,in,out\nL1,2026-03-02 07:15,3,1\nL1,2026-03-02 07:20,3,1\n';
    const report = { accepted: 1, rejected: 1, problems: [{ row: 2, line: 3, kind: 'not_a_slot' }] };
    expect(await post('/v1/events/import?dryRun=true', file, 'text/csv')).toMatchObject({
      status: 200,
      body: { ...report, dryRun: true, columns: { counter: 'code', startAt: 'time' } },
    });
    expect(sent).toEqual([]);
    expect(await post('/v1/events/import', file, 'text/csv')).toMatchObject({ body: report });
    expect(sent).toHaveLength(1);
  });

  test('a file of counts that cannot be read is rejected', async () => {
    expect(await post('/v1/events/import', 'a,b\n1,2\n', 'text/csv')).toMatchObject({
      status: 422,
      body: { code: 'IMPORT_REFUSED' },
    });
    expect(await post('/v1/events/import', '', 'text/csv')).toMatchObject({ status: 400 });
  });

  test('a counter has no pictures, no stream to probe and no model', async () => {
    const { cameraId } = (await registry.memory.snapshot()).cameras[0] ?? {};
    const reason = { reason: 'to set up zones' };
    for (const [path, body] of [
      [`/v1/cameras/${cameraId}/still-grants`, reason],
      ['/v1/streams/probe', { stream: { url: 'counter:loop' } }],
      ['/v1/streams/still-grants', { stream: { url: 'counter:loop' }, ...reason }],
    ] as const)
      expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect(await send(api, 'GET /v1/cameras?facet=model')).toMatchObject({
      body: { total: 1, facets: { model: { values: [] } } },
    });
  });
});
