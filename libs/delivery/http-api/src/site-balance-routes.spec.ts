import { afterEach, expect, test } from '@jest/globals';
import { noSpecialDays } from '@vialog/calendars';
import {
  completeZone,
  isoOf,
  siteInput,
  zone as zoneSchema,
  type SetCountsResponse,
  type Trend,
} from '@vialog/contracts';
import { InMemoryEventStore } from '@vialog/events/fakes';
import { registerSite } from '@vialog/registry';
import {
  fakeRegistry,
  givenCamera,
  InMemoryHandCounts,
  InMemorySetCounts,
} from '@vialog/registry/conformance';
import { send, startTestApi, type TestApi } from './http-api.fixture.ts';

const minute = 60_000;
let api: TestApi | undefined;
afterEach(() => api?.close());

/** An API with a site, and a camera whose line is a gate of the site. */
async function startWithGate(): Promise<{ api: TestApi; path: string; siteId: string; now: number }> {
  const registry = fakeRegistry();
  const { clock, memory } = registry;
  const input = siteInput.parse({
    name: 'North Lot',
    kind: 'parking_lot',
    position: [112.2, 31.03],
    capacity: 80,
  });
  const { siteId } = await registerSite(registry, input);
  const camera = await givenCamera(registry);
  const line = [
    [0, 0.5],
    [1, 0.5],
  ] as [number, number][];
  const gate = zoneSchema.parse(completeZone({ zoneId: 'gate', name: 'Gate', kind: 'line', siteId, line }));
  const now = Math.floor(clock.now() / minute) * minute + 2 * minute;
  const next = {
    ...camera,
    version: 2,
    lifecycle: 'active' as const,
    validFromAt: isoOf(now - minute),
    zones: [...camera.zones, gate],
  };
  await registry.store.put({ basedOn: camera.version, camera: next });
  clock.epochMs = now;
  const store = new InMemoryEventStore(clock);
  const [setCounts, handCounts] = [new InMemorySetCounts(), new InMemoryHandCounts()];
  const events = { events: store, trends: store, cameras: memory, sites: memory };
  const ports = { ...events, setCounts, handCounts, clock, specialDays: noSpecialDays, latenessMs: 30_000 };
  const started = await startTestApi({ registry, events: ports, setCounts, handCounts });
  api = started;
  return { api: started, path: `/v1/sites/${siteId}`, siteId, now };
}

test('a count is set for a site, which then has an estimate, a history and a trend of it', async () => {
  const { api, path, siteId, now } = await startWithGate();
  expect((await send(api, `GET ${path}/balance`)).body).toMatchObject({
    kind: 'no_set_count',
    estimate: null,
  });
  const set = await send(api, `POST ${path}/set-counts`, { body: { count: 42, note: 'on foot' } });
  expect(set).toMatchObject({
    status: 201,
    body: { siteId, count: 42, note: 'on foot', countedAt: isoOf(now), setBy: 'administrator' },
  });
  const balance = await send(api, `GET ${path}/balance`);
  expect(balance.body).toMatchObject({
    kind: 'estimated',
    estimate: 42,
    plusMinus: 0,
    capacity: 80,
    gateLines: [{ zoneId: 'gate' }],
    since: { balance: 0, errorPercent: null },
  });
  const listed = await send(api, `GET ${path}/set-counts`);
  expect((listed.body as SetCountsResponse).items).toEqual([set.body]);
  const to = encodeURIComponent(isoOf(now + minute));
  const trend = await send(api, `GET /v1/trends?measure=estimate&sites=${siteId}&interval=15m&to=${to}`);
  expect((trend.body as Trend).unit).toBe('vehicles, estimated');
  expect((trend.body as Trend).series[0]?.points.at(-1)).toMatchObject({
    value: 42,
    plusMinus: 0,
    peak: null,
  });
});

test('a set count is rejected with the field that is wrong', async () => {
  const { api, path, now } = await startWithGate();
  const wrong = async (body: object) => {
    const { status, body: problem } = await send(api, `POST ${path}/set-counts`, { body });
    return [status, (problem as { details?: { path: string }[] }).details?.[0]?.path];
  };
  expect(await wrong({ count: -1 })).toEqual([400, 'count']);
  expect(await wrong({ count: 1.5 })).toEqual([400, 'count']);
  expect(await wrong({ count: 5, countedAt: isoOf(now + minute) })).toEqual([400, 'countedAt']);
  expect(await wrong({ count: 5, countedAt: isoOf(now - 1) })).toEqual([400, 'countedAt']);
  const forged = await send(api, `POST ${path}/set-counts`, { body: { count: 5, setBy: 'another person' } });
  expect(forged).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
});

test('the balance and the set counts of an unknown site are not found', async () => {
  const { api } = await startWithGate();
  for (const route of ['GET /v1/sites/none00000000/balance', 'GET /v1/sites/none00000000/set-counts'])
    expect(await send(api, route)).toMatchObject({ status: 404, body: { code: 'SITE_NOT_FOUND' } });
  const set = await send(api, 'POST /v1/sites/none00000000/set-counts', { body: { count: 1 } });
  expect(set).toMatchObject({ status: 404, body: { code: 'SITE_NOT_FOUND' } });
});
