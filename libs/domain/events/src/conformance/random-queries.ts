import fc from 'fast-check';
import { noSpecialDays } from '@vialog/calendars';
import {
  camera,
  coverageQuery,
  eventsQuery,
  isoOf,
  ledgerQuery,
  trendsQuery,
  type Camera,
  type Clock,
  type EventsPage,
} from '@vialog/contracts';
import type { EventPorts } from '../use-cases/event-ports.ts';
import { findLowCoverage } from '../use-cases/find-low-coverage.ts';
import { listEpisodes } from '../use-cases/list-episodes.ts';
import { readLedger } from '../use-cases/read-ledger.ts';
import { readTrends } from '../use-cases/read-trends.ts';
import { searchEvents } from '../use-cases/search-events.ts';
import { changeAt, generatedFrom, generatedTo, places } from './event-arbitraries.ts';
import { asSent, type PlaceFacts } from './event-builders.ts';
import type { EventStore } from './store-under-test.ts';

/** The cameras of the generated records, in both versions. Completeness and the ledger expect slots of them. */
const cameras: readonly Camera[] = places.map((place) =>
  camera.parse({
    cameraId: place.cameraId,
    version: place.cameraVersion,
    validFromAt: isoOf(place.cameraVersion === 1 ? generatedFrom : changeAt),
    createdAt: isoOf(generatedFrom),
    lifecycle: 'active',
    name: `Camera ${place.cameraId.at(-1)}`,
    position: place.position,
    timeZone: place.timeZone,
    groups: ['west'],
    ...streamOf(place),
    zones: [zoneOf(place)],
  }),
);

/** The line belongs to a counter. */
function streamOf({ zoneKind }: PlaceFacts): object {
  return zoneKind === 'line'
    ? { stream: { url: 'counter:loop' }, streamKind: 'counter' }
    : { stream: { url: 'synthetic:lot?seed=7' }, streamKind: 'synthetic' };
}

function zoneOf({ zoneId, zoneKind, slotMs, siteId }: PlaceFacts): object {
  const bay = (n: number): object => ({
    bayId: `b${n}`,
    polygon: [
      [n / 10, 0.8],
      [n / 10 + 0.05, 0.8],
      [n / 10 + 0.05, 0.9],
      [n / 10, 0.9],
    ],
  });
  const shape =
    zoneKind === 'bays'
      ? { classes: ['car'], capacity: 4, bays: [0, 1, 2, 3].map(bay) }
      : zoneKind === 'line'
        ? {
            classes: ['car', 'bus', 'truck', 'person', 'bicycle'],
            isExternal: true,
          }
        : {
            classes: ['car', 'bus', 'person', 'bicycle'],
            stopped: { afterMs: 30_000 },
            polygon: [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 1],
            ],
          };
  return {
    zoneId,
    name: zoneId,
    kind: zoneKind,
    role: 'main',
    slotMs,
    ...(siteId ? { siteId } : {}),
    ...shape,
  };
}

/** Conditions with every field of the search line, in the notation of users. */
const somePart = fc.constantFrom(
  'car>=3',
  'count<6',
  'vehicle>2',
  'occupancy>=50%',
  'free<2',
  'in>=2',
  'out<3',
  'flow>20',
  'stopped>=3',
  'unknown>0',
  'class:bus,bicycle',
  'Camera',
  'camera:"Camera 1"',
  'zone:lot',
  'group:west',
  'model:ssdlite',
  'kind:gap',
  'kind:measured',
  'reason:offline,dark',
  'origin:simulated',
  'origin:counter',
  'near:10,62,3000km',
  'near:"Camera 2",2500km',
  'bbox:-80,100;60,20',
  'bbox:0,0;51,100',
  'polygon:60,-5;60,70;-40,70;-40,-5',
  'polygon:60,120;60,-150;-60,-150;-60,120',
  'on:sat,sun',
  'on:sat at:22:00-02:00',
  'at:01:00-04:00',
  'at:23:00-03:30',
);
const someLine: fc.Arbitrary<string> = fc
  .array(fc.tuple(somePart, fc.boolean(), fc.boolean()), { maxLength: 4 })
  .map((parts) =>
    parts.map(([part, not, or], i) => `${or && i > 0 ? 'OR ' : ''}${not ? `-(${part})` : part}`).join(' '),
  )
  // A count of several classes is rejected before a store is queried.
  .filter((line) => !(line.includes('count<6') && line.includes('class:bus,bicycle')));

export const someQuery = fc.record({
  q: someLine,
  for: fc.constantFrom('', ' for:10m', ' for:1h'),
  sort: fc.constantFrom('', ' longest', ' busiest', ' fullest', ' near:"Camera 2",9000km nearest'),
  limit: fc.integer({ min: 1, max: 20 }),
  from: fc.integer({ min: generatedFrom, max: generatedTo - 3_600_000 }),
  hours: fc.integer({ min: 1, max: 40 }),
  interval: fc.constantFrom('15m', '1h', '1d', '1w', '1mo', '1q', '1y'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
});
export type RandomQuery = typeof someQuery extends fc.Arbitrary<infer A> ? A : never;

/** The ports of the use cases, on one store. */
export function portsOn(store: EventStore, clock: Clock): EventPorts {
  return {
    events: store,
    trends: store,
    cameras: {
      versions: (ids) => Promise.resolve(cameras.filter(({ cameraId }) => !ids || ids.includes(cameraId))),
    },
    sites: { sites: () => Promise.resolve([]) },
    setCounts: { ofSite: () => Promise.resolve([]) },
    handCounts: { ofCamera: () => Promise.resolve([]) },
    clock,
    specialDays: noSpecialDays,
    latenessMs: 120_000,
  };
}

/** All responses of the API: every page by its cursor, completeness, trends, coverage and ledger. */
export async function resultOf(ports: EventPorts, requested: RandomQuery): Promise<unknown> {
  const from = isoOf(requested.from);
  const to = isoOf(requested.from + requested.hours * 3_600_000);
  const window = { from, to };
  const q = `from:${from} to:${to}${requested.q === '' ? '' : ` (${requested.q})`}`;
  const ids = [...new Set(cameras.map(({ cameraId }) => cameraId))].join(',');
  return {
    pages: await everyPage(ports, q, requested.limit),
    episodes: await listEpisodes(ports, eventsQuery.parse({ q: `${q}${requested.for}${requested.sort}` })),
    trends: await Promise.all(
      trendsOf.map((trend) =>
        readTrends(
          ports,
          trendsQuery.parse({
            ...window,
            ...trend,
            cameras: ids,
            interval: requested.interval,
            timeZone: requested.timeZone,
          }),
        ),
      ),
    ),
    coverage: await findLowCoverage(ports, coverageQuery.parse(window)),
    ledger: await readLedger(ports, ledgerQuery.parse(window)),
  };
}

const trendsOf = [
  { measure: 'presence' },
  { measure: 'occupancy' },
  { measure: 'free' },
  { measure: 'flow' },
  { measure: 'stopped' },
  { measure: 'balance' },
  { measure: 'turnover' },
  { measure: 'stay' },
  { measure: 'flow', origin: 'counter' },
  { measure: 'presence', origin: 'camera,simulated' },
];

async function everyPage(ports: EventPorts, q: string, limit: number): Promise<unknown[]> {
  const pages: unknown[] = [];
  let cursor: string | null | undefined;
  do {
    const query = eventsQuery.parse({ q, limit, ...(cursor ? { cursor } : {}) });
    const page: EventsPage = await searchEvents(ports, query);
    pages.push({ ...page, items: page.items.map(asSent) });
    cursor = page.nextCursor;
  } while (cursor && pages.length < 500);
  return pages;
}
