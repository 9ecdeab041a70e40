import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { noSpecialDays } from '@vialog/calendars';
import { countEvent, eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';
import { InMemoryEventStore } from '@vialog/events/fakes';
import {
  fakeRegistry,
  givenCamera,
  InMemoryHandCounts,
  InMemorySetCounts,
} from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

/** The API with the real use cases of events and an in-memory store. */
let api: TestApi;
let cameraId: string;
const slotStart = Date.parse('2026-03-02T08:00:10.000Z');

beforeAll(async () => {
  const registry = fakeRegistry();
  const { clock, memory } = registry;
  const camera = await givenCamera(registry, { name: '北停车场 🅿️', timeZone: 'Asia/Shanghai' });
  ({ cameraId } = camera);
  clock.epochMs = slotStart + 60_000;
  const store = new InMemoryEventStore(clock);
  await store.append([measured(0, 21), measured(1, 3), measured(2, 22)]);
  const events = {
    events: store,
    trends: store,
    cameras: memory,
    sites: memory,
    setCounts: new InMemorySetCounts(),
    handCounts: new InMemoryHandCounts(),
    clock,
    specialDays: noSpecialDays,
    latenessMs: 30_000,
  };
  api = await startTestApi({ registry, events });
});
afterAll(() => api.close());

function measured(slot: number, cars: number): CountEvent {
  const start = slotStart + slot * 10_000;
  return countEvent.parse({
    v: 1,
    eventId: eventIdOf({ slotStart: start, cameraId, zoneId: 'view' }),
    slotStartAt: isoOf(start),
    slotMs: 10_000,
    cameraId,
    cameraVersion: 1,
    zoneId: 'view',
    zoneKind: 'area',
    zoneRole: 'main',
    kind: 'measured',
    origin: 'camera',
    counts: { car: cars },
    peak: { car: cars },
    total: cars,
    vehicle: cars,
    twoWheeler: 0,
    framesUsed: 2,
    framesReused: 0,
    framesExpected: 2,
    slots: 1,
    model: 'nanodet-g-416',
    position: [112.2, 31.03],
    cells: ['85411d3bfffffff', '87411d3b1ffffff', '89411d3b1c3ffff'],
    localMinute: 960,
    localWeekday: 1,
  });
}

const get = (path: string, q?: string) =>
  send(
    api,
    `GET /v1/${path}${q === undefined ? '' : `${path.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`}`,
  );

describe('events over HTTP with a store', () => {
  test.each<[string, number]>([
    ['', 3],
    ['car>=20', 2],
    ['class:car count<10', 1],
    ['停车场 car>=20', 2],
    ['near:31.03,112.20,2km', 3],
    ['nowhere-called-this', 0],
    ['kind:gap', 0],
    ['at:16:00-16:01 on:mon', 3],
    ['from:1969-07-20T20:17:00Z to:1970-01-01T00:00:00Z', 0],
  ])('the search line %j finds %i events', async (q, found) => {
    const response = await get('events', q);
    expect(response).toMatchObject({ status: 200, body: { matched: { value: found, relation: 'eq' } } });
  });

  test('events are paged by a cursor, and a cursor of another search line is rejected', async () => {
    const first = (await get('events?limit=2')).body as { items: CountEvent[]; nextCursor: string };
    expect(first.items.map((event) => event.total)).toEqual([22, 3]);
    const second = (await get(`events?limit=2&cursor=${first.nextCursor}`)).body;
    expect(second).toMatchObject({ items: [{ total: 21 }], nextCursor: null });
    const other = await get(`events?limit=2&cursor=${first.nextCursor}`, 'car>1');
    expect(other).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test.each<[string, string, string]>([
    ['car>=x', 'QUERY_SYNTAX', 'events'],
    ['(car>1', 'QUERY_SYNTAX', 'events'],
    ['clas:car', 'QUERY_SYNTAX', 'events'],
    ['camera:"unknown"', 'QUERY_UNKNOWN_NAME', 'events'],
    ['for:10m', 'QUERY_SYNTAX', 'events/histogram'],
  ])('the search line %s is rejected with %s and the position of the error', async (q, code, path) => {
    const response = await get(path, q);
    expect(response).toMatchObject({ status: 400, body: { code } });
    const [detail] = (response.body as { details: { from: number; to: number }[] }).details;
    expect(detail && 0 <= detail.from && detail.from < detail.to && detail.to <= q.length).toBe(true);
  });

  test.each([
    'events/histogram?interval=15m',
    'episodes?limit=5',
    'trends?interval=15m',
    'trends?measure=occupancy&interval=1d&timeZone=Asia/Shanghai',
    'trends/profile',
    'trends/profile?measure=occupancy&target=0.9&excludeDays=2026-05-01,2026-05-02',
    'trends/comparison?beforeStartAt=2026-01-01T00:00:00Z&beforeEndAt=2026-02-01T00:00:00Z&afterStartAt=2026-02-01T00:00:00Z&afterEndAt=2026-03-01T00:00:00Z',
    'trends/anomalies?threshold=5&minCoverage=0.5',
    'reports?minCoverage=0',
    'reports?measure=occupancy&language=zh&question=%E5%93%AA%E9%87%8C%E6%9C%80%E6%BB%A1%EF%BC%9F',
    'coverage',
    'coverage?below=0.9',
    'ledger',
    'ledger?limit=1',
  ])('GET /v1/%s returns a response that matches its contract', async (path) => {
    expect(await get(path)).toMatchObject({ status: 200 });
  });

  test.each([
    ['csv', 'text/csv; charset=utf-8', '\uFEFFseries,name'],
    ['ndjson', 'application/x-ndjson', '{"series":"'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['parquet', 'application/vnd.apache.parquet', 'PAR1'],
  ])('GET /v1/trends/export sends a file as %s', async (format, mediaType, start) => {
    const response = await get(`trends/export?format=${format}&cameras=${cameraId}&interval=15m`);
    expect(response.headers).toMatchObject({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="vialog-presence-15m.${format}"`,
    });
    expect(response.text.slice(0, start.length)).toBe(start);
    if (format === 'csv' || format === 'ndjson') expect(response.text).toContain(`${cameraId}/view`);
    const invalid = await get('trends/export?sites=site00000009');
    expect(invalid).toMatchObject({ status: 404, body: { code: 'SITE_NOT_FOUND' } });
  });

  test.each([
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['pdf', 'application/pdf', '%PDF-'],
    ['json', 'application/json; charset=utf-8', '{\n  "v": 1'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'PK'],
    ['csv', 'text/csv; charset=utf-8', '\uFEFFseries,name'],
  ])('GET /v1/reports/file sends a report as %s', async (format, mediaType, start) => {
    const response = await get(`reports/file?format=${format}&cameras=${cameraId}`);
    expect(response.headers).toMatchObject({ 'content-type': mediaType });
    expect(response.headers['content-disposition']).toMatch(
      /^attachment; filename="vialog-presence-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\./,
    );
    expect(response.text.slice(0, start.length)).toBe(start);
  });

  test('GET /v1/reports/chart sends a chart as SVG or PNG, and rejects a number that the report does not have', async () => {
    const response = await get(`reports/chart?cameras=${cameraId}`);
    expect(response.headers['content-type']).toBe('image/svg+xml');
    expect(response.text).toMatch(/^<svg /);
    const png = await get(`reports/chart?cameras=${cameraId}&format=png`);
    expect(png).toMatchObject({ headers: { 'content-type': 'image/png' }, text: 'PNG' });
    expect(await get(`reports/chart?cameras=${cameraId}&chart=9`)).toMatchObject({
      status: 400,
      body: { detail: 'Expected a chart from 1 to 2, found 9.' },
    });
  });

  test.each([
    ['csv', 'text/csv; charset=utf-8', '\uFEFFsite,camera,'],
    ['geojson', 'application/geo+json', '{"type":"FeatureCollection"'],
    ['ndjson', 'application/x-ndjson', '{"site":'],
  ])(
    'GET /v1/episodes/export sends the episodes and their method as %s',
    async (format, mediaType, start) => {
      const response = await get(`episodes/export?format=${format}&q=kind:measured`);
      expect(response.headers).toMatchObject({
        'content-type': mediaType,
        'content-disposition': `attachment; filename="vialog-episodes.${format}"`,
      });
      expect(response.text.slice(0, start.length)).toBe(start);
      expect(response.text).toContain(cameraId);
      expect(response.text).toContain('searchLine');
      expect(await get('episodes/export?q=car>x')).toMatchObject({
        status: 400,
        body: { code: 'QUERY_SYNTAX' },
      });
    },
  );

  test('measured, gap and pending slots of the ledger have the expected sums', async () => {
    const { items } = (await get('ledger')).body as { items: Record<string, number>[] };
    expect(items.map((row) => [row['measured'], Number(row['gaps']) + Number(row['pending'])])).toEqual([
      [3, 3],
    ]);
  });

  test('an event is read by its id, and an unknown id is rejected with EVENT_NOT_FOUND', async () => {
    const id = eventIdOf({ slotStart, cameraId, zoneId: 'view' });
    expect(await get(`events/${id}`)).toMatchObject({ status: 200, body: { eventId: id, total: 21 } });
    const none = eventIdOf({ slotStart: 0, cameraId, zoneId: 'view' });
    expect(await get(`events/${none}`)).toMatchObject({ status: 404, body: { code: 'EVENT_NOT_FOUND' } });
  });
});
