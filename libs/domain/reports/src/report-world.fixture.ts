import { noSpecialDays } from '@vialog/calendars';
import {
  camera,
  hourMs,
  isoOf,
  quarterMs,
  reportQuery,
  type Camera,
  type CountEvent,
  type ReportQuery,
  type Site,
} from '@vialog/contracts';
import { gap, measured, plainPlace, SetClock, type PlaceFacts } from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import {
  InMemoryCounterComparisons,
  InMemoryHandCounts,
  InMemorySetCounts,
} from '@vialog/registry/conformance';
import type { ReportFilePorts } from './report-file.ts';

export interface WorldOptions {
  /** Time zone of site and camera. */
  readonly timeZone: string;
  /** Local midnight, epoch ms. */
  readonly start: number;
  readonly days: number;
  /** The number of cars in a quarter hour; undefined: a gap because the camera is offline. */
  readonly carsAt: (at: number) => number | undefined;
  readonly siteName?: string;
  /** Versions after the first, with the fields that they change. */
  readonly versions?: readonly (Partial<Camera> & { readonly validFromAt: string })[];
}

export interface ReportWorld {
  readonly ports: ReportFilePorts;
  readonly handCounts: InMemoryHandCounts;
  readonly counterComparisons: InMemoryCounterComparisons;
}

const siteId = 'site00000001';
export const cameraId = plainPlace.cameraId;

/** One road camera with slots of 15 minutes at one site; the clock is at the end of its days. */
export async function reportWorld(options: WorldOptions): Promise<ReportWorld> {
  const { start, days, timeZone } = options;
  // A day with a change of clocks has 23 or 25 hours: the world ends at the last whole hour of its days.
  const clock = new SetClock(isoOf(start + days * 24 * hourMs + 5 * 60_000));
  const store = new InMemoryEventStore(clock);
  const versions = versionsOf(options);
  const records: CountEvent[] = [];
  for (let at = start; at < start + days * 24 * hourMs; at += quarterMs)
    records.push(recordAt(at, versions, options));
  const verdicts = await store.append(records);
  if (verdicts.some(({ kind }) => kind !== 'stored')) throw new Error('a record was not stored');
  const [setCounts, handCounts] = [new InMemorySetCounts(), new InMemoryHandCounts()];
  const counterComparisons = new InMemoryCounterComparisons();
  const site = siteOf(timeZone, options.siteName ?? 'Market square');
  const ports: ReportFilePorts = {
    events: store,
    trends: store,
    clock,
    setCounts,
    handCounts,
    counterComparisons,
    specialDays: noSpecialDays,
    latenessMs: 30_000,
    cameras: { versions: () => Promise.resolve(versions) },
    sites: { sites: (_, page) => Promise.resolve(page.after ? [] : [site]) },
    modelCard: () => Promise.resolve(undefined),
    version: '1.2.3',
    printer: {
      pdf: (page) => Promise.resolve(new TextEncoder().encode(JSON.stringify(page))),
      png: ({ svg, language }) => Promise.resolve(new TextEncoder().encode(`${language} ${svg}`)),
    },
  };
  return { ports, handCounts, counterComparisons };
}

const siteOf = (timeZone: string, name: string): Site => ({
  siteId,
  name,
  kind: 'parking_lot',
  position: [11, 48],
  address: '',
  timeZone,
  createdAt: '2026-01-01T00:00:00.000Z',
});

function versionsOf({ timeZone, start, versions = [] }: WorldOptions): readonly Camera[] {
  const first = camera.parse({
    cameraId,
    version: 1,
    validFromAt: isoOf(start - hourMs),
    createdAt: isoOf(start - hourMs),
    lifecycle: 'active',
    name: 'Gate 3',
    position: [11, 48],
    timeZone,
    groups: [],
    stream: { url: 'rtsp://camera.example/stream1' },
    streamKind: 'rtsp',
    zones: [roadZone([0, 0, 0.7])],
  });
  return [first, ...versions.map((changed, i) => ({ ...first, ...changed, version: i + 2 }))];
}

/** The zone of the world; `square` is its left edge, top edge and size. */
export function roadZone([left, top, size]: readonly [number, number, number]): Camera['zones'][number] {
  return {
    zoneId: plainPlace.zoneId,
    name: 'road',
    kind: 'area',
    role: 'main',
    siteId,
    slotMs: quarterMs,
    classes: ['car', 'bus'],
    polygon: [
      [left, top],
      [left + size, top],
      [left + size, top + size],
      [left, top + size],
    ],
  };
}

function recordAt(at: number, versions: readonly Camera[], { timeZone, carsAt }: WorldOptions): CountEvent {
  const version = versions.findLast(({ validFromAt }) => Date.parse(validFromAt) <= at);
  const place: PlaceFacts = {
    ...plainPlace,
    cameraVersion: version?.version ?? 1,
    siteId,
    slotMs: quarterMs,
    timeZone,
  };
  const car = carsAt(at);
  return car === undefined ? gap(at, { place }) : measured(at, { car }, place);
}

export const queryOf = (query: Record<string, unknown> = {}): ReportQuery => reportQuery.parse(query);
