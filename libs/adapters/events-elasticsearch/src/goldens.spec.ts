import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { hourMs } from '@vialog/contracts';
import type { Condition, EventQuery } from '@vialog/events';
import { gap, measured, measuredBays, SetClock } from '@vialog/events/conformance';
import { stubClient, item, type SentRequest, type StubResponse } from './stub-client.fixture.ts';
import { BoundedClient } from './bounded-client.ts';
import { BulkWriter } from './bulk-writer.ts';
import { ElasticEpisodeReader } from './elastic-episode-reader.ts';
import { ElasticEventReader } from './elastic-event-reader.ts';
import { ElasticEventWriter } from './elastic-event-writer.ts';
import { ElasticTrendReader } from './elastic-trend-reader.ts';
import { DirtyHours } from './dirty-hours.ts';
import { IndexNames } from './index-names.ts';
import { indexTemplates } from './index-templates.ts';
import { SpanCopies } from './span-copies.ts';

const folder = join(import.meta.dirname, '../goldens');
const noon = Date.parse('2026-03-31T11:00:00.000Z');
const names = new IndexNames('vialog');

/** Stub server with the index of one day; it accepts every request. */
function empty({ path, body }: SentRequest): StubResponse {
  if (path.includes('_settings'))
    return { body: { 'vialog-events-v1-2026.03.31': { settings: { index: { uuid: 'u1' } } } } };
  if (path === '/_mget') return { body: { docs: [] } };
  if (path.includes('/_doc/')) return { status: 404, body: { found: false } };
  if (path !== '/_bulk')
    return { body: { timed_out: false, hits: { hits: [], total: { value: 0, relation: 'eq' } } } };
  const actions = body.split('\n').filter((line) => /^\{"(index|create|delete)":\{"_index/.test(line));
  return { body: { items: actions.map(() => item(201, { result: 'created' })) } };
}

function parts() {
  const { client, sent } = stubClient(empty);
  const elastic = new BoundedClient(client);
  const bulk = new BulkWriter(client);
  const clock = new SetClock('2026-03-31T12:00:00.000Z');
  const marks = new DirtyHours(bulk, names, clock);
  const spans = new SpanCopies(elastic, bulk, names);
  return {
    sent,
    reader: new ElasticEventReader(elastic, names),
    episodes: new ElasticEpisodeReader(elastic, names),
    trends: new ElasticTrendReader(elastic, names),
    writer: new ElasticEventWriter({ bulk, names, clock, marks, spans }),
  };
}
type Parts = ReturnType<typeof parts>;

const window = { from: noon - hourMs, to: noon };
const query = (where: Condition): EventQuery => ({ ...window, where });
const busy: Condition = { kind: 'number', field: 'car', op: '>=', value: 20 };
const near: Condition = { kind: 'near', lon: 112.2, lat: 31.03, radiusM: 2_000 };
const polygon: Condition = {
  kind: 'polygon',
  corners: [
    { lon: 112.2, lat: 31.03 },
    { lon: 112.2, lat: 31.05 },
    { lon: 112.23, lat: 31.04 },
  ],
};
const everything: Condition = {
  kind: 'and',
  of: [
    busy,
    {
      kind: 'or',
      of: [
        { kind: 'number', field: 'occupancy', op: '>', value: 0.85 },
        { kind: 'number', field: 'free', op: '<', value: 5 },
      ],
    },
    { kind: 'not', of: { kind: 'reason', reason: 'offline' } },
    { kind: 'cameras', ids: ['cam000000001'] },
    { kind: 'sites', ids: ['site00000001'] },
    { kind: 'zones', zones: [{ cameraId: 'cam000000001', zoneId: 'lot' }] },
    { kind: 'zoneId', zoneId: 'lot' },
    { kind: 'eventKind', eventKind: 'measured' },
    { kind: 'model', modelId: 'nanodet-g-416' },
    { kind: 'origin', origin: 'camera' },
    { kind: 'bbox', west: 179.5, south: -20, east: -179.5, north: -10 },
    { kind: 'bbox', west: 112.1, south: 31, east: 112.3, north: 31.1 },
    { kind: 'weekdays', days: [5, 6] },
    { kind: 'minutes', from: 1020, to: 1140 },
    { kind: 'minutes', from: 1380, to: 60 },
  ],
};

const queries: Readonly<Record<string, (store: Parts) => Promise<unknown>>> = {
  search: ({ reader }) => reader.search(query(busy), { limit: 50 }),
  'search-next-page': ({ reader }) =>
    reader.search(query(busy), {
      limit: 50,
      after: { slotStart: noon - 60_000, eventId: measured(noon - 60_000).eventId },
    }),
  'search-every-condition': ({ reader }) => reader.search(query(everything), { limit: 50 }),
  'search-near': ({ reader }) => reader.search(query(near), { limit: 50 }),
  'search-polygon': ({ reader }) => reader.search(query(polygon), { limit: 50 }),
  'search-long-window': ({ reader }) =>
    reader.search({ from: noon - 90 * 24 * hourMs, to: noon, where: { kind: 'all' } }, { limit: 50 }),
  count: ({ reader }) => reader.count(query(busy), 10_000),
  histogram: ({ reader }) => reader.histogram(query(busy), [noon - hourMs, noon - hourMs / 2, noon]),
  cells: ({ reader }) => reader.cells(query(busy), 7),
  'by-id': ({ reader }) => reader.byId(measured(noon).eventId),
  episodes: ({ episodes }) =>
    episodes.episodes(query(busy), { minMs: 600_000, bridgeMs: 30_000, limit: 50, order: { by: 'time' } }),
  sums: ({ trends }) =>
    trends.sums({ edges: [noon - hourMs, noon], sites: ['site00000001'], cameras: ['cam000000001'] }),
  'sums-of-dropped-days': ({ trends }) =>
    trends.sums({
      edges: [noon - 48 * hourMs, noon - 47 * hourMs],
      zones: [{ cameraId: 'cam000000001', zoneId: 'lot' }],
    }),
  'last-slot-ends': ({ trends }) => trends.lastSlotEnds(['cam000000001', 'cam000000002']),
  newest: ({ trends }) => trends.newest(),
  append: ({ writer }) =>
    writer.append([measured(noon + 50 * 60_000), measuredBays(noon + 50 * 60_000, '01-1')]),
  'append-late-span': ({ writer }) => writer.append([gap(noon - 24 * hourMs, { slots: 6 })]),
};

const parsed = (body: string): unknown => {
  const lines = body
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  return lines.length > 1 ? lines.map((line) => JSON.parse(line) as unknown) : JSON.parse(lines[0] ?? 'null');
};

/** Random, new with every write. */
const stamp = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Compares with the committed file; `UPDATE_GOLDENS=1` writes it. */
function expectGolden(name: string, value: unknown): void {
  const path = join(folder, `${name}.generated.json`);
  const text = `${JSON.stringify(value, null, 1)}\n`.replaceAll(stamp, '<stamp>');
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path)).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

// The requests are committed, so that a reviewer sees every change.
describe('requests to Elasticsearch', () => {
  it.each(Object.entries(queries))('the requests of %s equal the committed ones', async (name, run) => {
    const store = parts();
    await run(store);
    expect(store.sent.length).toBeGreaterThan(0);
    const requests = store.sent.map(({ method, path, query, body }) => ({
      request: `${method} ${decodeURIComponent(path)}${query === '' ? '' : `?${decodeURIComponent(query)}`}`,
      body: parsed(body),
    }));
    expectGolden(name, requests);
  });

  it('templates and mappings equal the committed ones', () => {
    expectGolden('templates', indexTemplates(names));
  });

  it('requests use no scripts, runtime fields, ES|QL, ILM or features of a paid licence', () => {
    const all = [...Object.keys(queries), 'templates']
      .map((name) => readFileSync(join(folder, `${name}.generated.json`), 'utf8'))
      .join('\n');
    expect(all).not.toMatch(
      /script|runtime|_query|lifecycle|geohex|geo_grid|percolat|scaled_float|query_string/,
    );
  });
});
