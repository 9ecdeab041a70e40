import { afterEach, describe, expect, test } from '@jest/globals';
import { zoneRowsOf, type EventPorts } from '@vialog/events';
import { fakeRegistry, givenCamera } from '@vialog/registry/conformance';
import { send, noEvents, startTestApi, type TestApi } from './http-api.fixture.ts';

type Store = EventPorts['events'];
type Trends = EventPorts['trends'];

let api: TestApi;
afterEach(() => api.close());

/** Starts an API without cameras on a store that supports only these calls. */
const start = async (store: Partial<Store>, trends: Partial<Trends> = {}): Promise<void> => {
  const events = { ...noEvents.events, ...store };
  api = await startTestApi({ events: { ...noEvents, events, trends: { ...noEvents.trends, ...trends } } });
};

const emptyTrends = {
  newest: () => Promise.resolve(undefined),
  sums: () => Promise.resolve([]),
  zoneRows: () => Promise.resolve([]),
};
const emptyStore = {
  search: () => Promise.resolve({ items: [], more: false }),
  count: () => Promise.resolve({ value: 0, relation: 'eq' as const }),
};
const page = {
  items: [],
  nextCursor: null,
  matched: { value: 0, relation: 'eq' },
  from: '2026-03-01T08:00:00.000Z',
  to: '2026-03-02T08:00:00.000Z',
  completeness: { expected: 0, measured: 0, pending: 0, coverage: null, reasons: {}, behindMs: 0 },
};

describe('events over HTTP', () => {
  test('a search reads the search line unchanged and passes the limit to the store', async () => {
    const requested: Parameters<Store['search']>[] = [];
    const search: Store['search'] = (...call) => {
      requested.push(call);
      return emptyStore.search();
    };
    await start({ ...emptyStore, search }, emptyTrends);
    const q = 'car>=20 "北停车场 🅿️" near:31.03,112.20,2km';
    const response = await send(api, `GET /v1/events?q=${encodeURIComponent(q)}&limit=7`);
    const notes = [
      {
        code: 'wordWithoutName',
        params: { found: '北停车场 🅿️' },
        message: 'No site, camera or zone has "北停车场 🅿️" in its name.',
      },
    ];
    expect(response).toMatchObject({ status: 200, body: { ...page, notes } });
    await send(api, `GET /v1/events?q=${encodeURIComponent('car>=20 near:31.03,112.20,2km')}`);
    await send(api, 'GET /v1/events');
    expect(requested.map(([{ where }, { limit }]) => [where, limit])).toEqual([
      [{ kind: 'none' }, 7],
      [
        {
          kind: 'and',
          of: [
            { kind: 'number', field: 'car', op: '>=', value: 20 },
            { kind: 'near', lat: 31.03, lon: 112.2, radiusM: 2000 },
          ],
        },
        50,
      ],
      [{ kind: 'all' }, 50],
    ]);
  });

  test('an invalid cursor of a search is rejected', async () => {
    await start({});
    expect(await send(api, 'GET /v1/events?cursor=abc')).toMatchObject({
      status: 400,
      body: { code: 'CURSOR_INVALID' },
    });
  });

  test('an invalid search line is rejected with the positions of its errors', async () => {
    await start({});
    expect(await send(api, 'GET /v1/events?q=car>=x')).toMatchObject({
      status: 400,
      body: {
        code: 'QUERY_SYNTAX',
        details: [{ path: 'q', from: 5, to: 6, message: expect.stringMatching(/whole number.*found "x"/) }],
      },
    });
  });

  test.each(['?filter=car', `?q=${'x'.repeat(1001)}`, '?limit=1001', '?limit=ten', '?q=a&q=b'])(
    'GET /v1/events%s is rejected, because the only filter is one valid q',
    async (query) => {
      await start(emptyStore, emptyTrends);
      expect(await send(api, `GET /v1/events${query}`)).toMatchObject({ status: 400 });
    },
  );

  test('a response that breaks its contract is replaced by INTERNAL and without its data', async () => {
    const count = () => Promise.resolve({ value: -1, relation: 'eq' as const });
    await start({ ...emptyStore, count }, emptyTrends);
    expect(await send(api, 'GET /v1/events')).toMatchObject({
      status: 500,
      body: { code: 'INTERNAL', details: [] },
    });
  });

  test('fields outside of the contract are removed from the response', async () => {
    const extended = { value: 0, relation: 'eq' as const, secret: 'x' };
    await start({ ...emptyStore, count: () => Promise.resolve(extended) }, emptyTrends);
    expect((await send(api, 'GET /v1/events')).body).toEqual(page);
  });

  test.each([
    'GET /v1/events',
    'GET /v1/events/histogram',
    'GET /v1/events/0mmhbt0ao-abcabcabcabc-view',
    'GET /v1/episodes',
    'GET /v1/episodes/unmeasured',
  ])('%s reports STORE_UNAVAILABLE while the event store is unavailable', async (route) => {
    await start({});
    expect(await send(api, route)).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
  });

  test.each([
    'GET /v1/events/nonsense',
    'GET /v1/trends?interval=2y',
    'GET /v1/trends?from=2026-01-01',
    'GET /v1/trends?classes=unicorn',
    'GET /v1/ledger?from=yesterday',
    'GET /v1/coverage?below=2',
    'GET /v1/events/histogram?interval=2m',
    'GET /v1/events/histogram?timeZone=Mars/Olympus',
    'GET /v1/trends?timeZone=Mars/Olympus',
    'GET /v1/trends/profile?minCoverage=80',
    'GET /v1/trends/profile?excludeDays=1.5.2026',
    'GET /v1/trends/comparison?beforeStartAt=2026-01-01T00:00:00Z',
    'GET /v1/trends/anomalies?threshold=0',
  ])('%s is rejected as invalid', async (route) => {
    await start({});
    expect(await send(api, route)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
  });
});

describe('parameters of event routes', () => {
  const minutesOf = (edges: readonly number[]): number => ((edges[2] ?? 0) - (edges[1] ?? 0)) / 60_000;

  test('GET /v1/events/histogram passes the search line and the interval to the store', async () => {
    const requested: Parameters<Store['histogram']>[] = [];
    const histogram: Store['histogram'] = (...call) => {
      requested.push(call);
      return Promise.resolve([]);
    };
    await start({ histogram }, emptyTrends);
    await send(api, 'GET /v1/events/histogram?interval=15m&q=kind:gap');
    const daily = 'GET /v1/events/histogram?interval=1d&timeZone=Asia/Shanghai&q=last:7d';
    await send(api, daily);
    expect(requested.map(([{ where }, edges]) => [where, minutesOf(edges)])).toEqual([
      [{ kind: 'eventKind', eventKind: 'gap' }, 15],
      [{ kind: 'all' }, 1440],
    ]);
    // Midnight in Shanghai is 16:00 UTC.
    expect((requested[1]?.[1][1] ?? 0) % 86_400_000).toBe(16 * 3_600_000);
  });

  test('GET /v1/episodes passes the minimum length to the store', async () => {
    const minLengths: number[] = [];
    const episodes: Store['episodes'] = (_query, { minMs }) => {
      minLengths.push(minMs);
      return Promise.resolve([]);
    };
    await start({ episodes }, emptyTrends);
    expect(await send(api, 'GET /v1/episodes?q=for:10m')).toMatchObject({ status: 200 });
    expect(minLengths).toEqual([600_000]);
  });

  test('GET /v1/events/:id passes the id to the store', async () => {
    const ids: string[] = [];
    const byId: Store['byId'] = (id) => {
      ids.push(id);
      return Promise.resolve(undefined);
    };
    await start({ byId });
    await send(api, 'GET /v1/events/0mmhbt0ao-abcabcabcabc-view');
    expect(ids).toEqual(['0mmhbt0ao-abcabcabcabc-view']);
  });

  /** An API with one camera, two hours after its first slot, on these sums. */
  async function startWithCamera(sums: Trends['sums']): Promise<string> {
    const registry = fakeRegistry();
    const { clock, memory } = registry;
    const { cameraId } = await givenCamera(registry);
    clock.epochMs += 2 * 3_600_000;
    const zoneRows: Trends['zoneRows'] = async (query) => zoneRowsOf(await sums(query), query.edges);
    const trends = { ...noEvents.trends, ...emptyTrends, sums, zoneRows };
    const events = { ...noEvents, trends, cameras: memory, sites: memory, clock };
    api = await startTestApi({ registry, events });
    return cameraId;
  }
  const bodyOf = async (route: string) => (await send(api, `GET /v1/${route}`)).body;

  test('GET /v1/trends uses classes, interval and cameras', async () => {
    const cameraId = await startWithCamera(({ edges }) =>
      Promise.resolve([
        {
          cameraId,
          zoneId: 'view',
          cameraVersion: 1,
          slotMs: 10_000,
          start: edges.at(-2) ?? 0,
          measured: 1,
          total: { sum: 7, max: 7 },
          classes: { car: { sum: 4, max: 4 }, bus: { sum: 3, max: 3 } },
          occupied: 0,
          unknown: 0,
          capacity: 0,
          gaps: {},
        },
      ]),
    );
    const trend = `trends?cameras=${cameraId}&interval=1d`;
    const pointsOf = (value: number) => ({
      points: expect.arrayContaining([expect.objectContaining({ value })]),
    });
    expect(await bodyOf(trend)).toMatchObject({
      interval: '1d',
      series: [{ key: `${cameraId}/view`, ...pointsOf(7) }],
    });
    expect(await bodyOf(`${trend}&classes=bus`)).toMatchObject({ series: [pointsOf(3)] });
  });

  test('GET /v1/coverage and GET /v1/ledger use their filters', async () => {
    const cameraId = await startWithCamera(emptyTrends.sums);
    expect(await bodyOf('coverage?below=0.5')).toMatchObject({ items: [{ coverage: 0 }] });
    expect(await bodyOf('coverage?below=0')).toMatchObject({ items: [] });
    expect(await bodyOf(`ledger?cameras=${cameraId}&limit=1`)).toMatchObject({ items: [{ cameraId }] });
    expect(await bodyOf('ledger?cameras=zzzzzzzzzzzz')).toMatchObject({ items: [] });
  });
});
