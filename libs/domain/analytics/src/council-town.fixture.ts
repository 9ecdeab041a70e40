import { noSpecialDays } from '@vialog/calendars';
import { camera, dayMs, hourMs, isoOf, type Camera, type CountEvent, type Site } from '@vialog/contracts';
import {
  gap,
  measured,
  measuredLine,
  plainPlace,
  SetClock,
  type PlaceFacts,
} from '@vialog/events/conformance';
import { InMemoryEventStore } from '@vialog/events/fakes';
import {
  InMemoryCounterComparisons,
  InMemoryHandCounts,
  InMemorySetCounts,
} from '@vialog/registry/conformance';
import { zoneRowsOf, type SumsQuery, type TrendReader, type ZoneSums } from '@vialog/events';
import type { ReportFilePorts } from '@vialog/reports';
import type { DefinitionFile } from './catalogue/read-definition.ts';
import { shippedQuestions } from './index.ts';

const timeZone = 'Europe/Berlin';
/** Monday, local midnight; no change of clocks within the nine weeks. */
export const townStart = Date.parse('2026-01-05T00:00:00+01:00');
export const townWeeks = 9;

interface Hour {
  /** Week, 0..8. */
  readonly week: number;
  /** ISO weekday. */
  readonly weekday: number;
  readonly hour: number;
}

/** Vehicles that stay at the southern lot all week; 30 on the Wednesday of week 6. */
export const southOfWeek = [8, 12, 10, 12, 8, 10, 8, 12, 16] as const;

const isShopping = (hour: number): boolean => hour >= 8 && hour < 18;

/** Northern lot, 20 spaces: 90 % on working days, full on Saturday morning, almost empty otherwise. */
const northAt = ({ weekday, hour }: Hour): number =>
  weekday <= 5 && isShopping(hour) ? 18 : weekday === 6 && hour >= 10 && hour < 13 ? 20 : 4;

/** Southern lot, 40 spaces. */
const southAt = ({ week, weekday }: Hour): number =>
  week === 6 && weekday === 3 ? 30 : (southOfWeek[week] ?? 0);

/** Far lot, 10 spaces: half full at noon on working days. Its camera is offline in every hour with an odd number. */
const farAt = ({ weekday, hour }: Hour): number | undefined =>
  hour % 2 === 1 ? undefined : weekday <= 5 && hour === 12 ? 5 : 1;

/** Gate: 60 inbound at 8:00 and 50 outbound at 17:00 on working days, 20 otherwise; from week 5 on 10 fewer inbound at day. */
const gateAt = ({ week, weekday, hour }: Hour): { readonly inbound: number; readonly outbound: number } => {
  const isWorking = weekday <= 5;
  const closed = week >= 5 && hour >= 6 && hour < 21 ? 10 : 0;
  return {
    inbound: (isWorking && hour === 8 ? 60 : 20) - closed + (week % 2),
    outbound: isWorking && hour === 17 ? 50 : 20,
  };
};

/** Stopped vehicles before the gate: three on working days at 8:00. */
const stoppedAt = ({ weekday, hour }: Hour): number => (weekday <= 5 && hour === 8 ? 3 : 0);

const idOf = (prefix: 'cam' | 'site', n: number): string =>
  `${prefix}${String(n).padStart(12 - prefix.length, '0')}`;

export const siteOf = (n: number, name: string, rest: Pick<Site, 'kind' | 'position'>): Site => ({
  siteId: idOf('site', n),
  name,
  address: '',
  timeZone,
  createdAt: '2025-12-01T00:00:00.000Z',
  ...rest,
});

/** South is 222 m north of North, Far 11 km. */
const sites = [
  siteOf(1, 'North lot', { kind: 'parking_lot', position: [11, 48] }),
  siteOf(2, 'South lot', { kind: 'parking_lot', position: [11, 48.002] }),
  siteOf(3, 'Far lot', { kind: 'parking_lot', position: [11, 48.1] }),
  siteOf(4, 'Mill gate', { kind: 'gate', position: [11.01, 48] }),
];

const square = [
  [0.1, 0.1],
  [0.8, 0.1],
  [0.8, 0.8],
  [0.1, 0.8],
];
export const lotZone = (capacity: number) => ({ kind: 'area', classes: ['car'], capacity, polygon: square });

export function cameraOf(n: number, name: string, zone: object): Camera {
  return camera.parse({
    cameraId: idOf('cam', n),
    version: 1,
    validFromAt: isoOf(townStart),
    createdAt: isoOf(townStart),
    lifecycle: 'active',
    name,
    position: [11, 48],
    timeZone,
    groups: ['centre'],
    stream: { url: 'rtsp://camera.example/stream1' },
    streamKind: 'rtsp',
    plan: { mode: 'fps', fps: 5 },
    zones: [{ zoneId: 'zone', name: 'zone', role: 'main', siteId: idOf('site', n), slotMs: hourMs, ...zone }],
  });
}

const cameras = [
  cameraOf(1, 'North', lotZone(20)),
  cameraOf(2, 'South', lotZone(40)),
  cameraOf(3, 'Far', lotZone(10)),
  cameraOf(4, 'Gate', {
    kind: 'line',
    classes: ['car'],
    line: [
      [0.1, 0.5],
      [0.9, 0.5],
    ],
  }),
  cameraOf(5, 'Queue', {
    kind: 'area',
    classes: ['car'],
    polygon: square,
    stopped: { afterMs: 10_000 },
    siteId: 'site00000004',
  }),
];

const placeOf = (n: number, facts: Partial<PlaceFacts> = {}): PlaceFacts => ({
  ...plainPlace,
  cameraId: idOf('cam', n),
  siteId: idOf('site', n),
  zoneId: 'zone',
  slotMs: hourMs,
  timeZone,
  ...facts,
});

function lotRecord(
  n: number,
  at: number,
  [cars, capacity]: readonly [number | undefined, number],
): CountEvent {
  if (cars === undefined) return gap(at, { place: placeOf(n) });
  const spaces = { occupied: cars, unknown: 0, capacity, occupancy: cars / capacity };
  return { ...measured(at, { car: cars }, placeOf(n)), ...spaces };
}

function recordsAt(at: number): CountEvent[] {
  const hours = Math.floor((at - townStart) / hourMs);
  const hour = { week: Math.floor(hours / 168), weekday: (Math.floor(hours / 24) % 7) + 1, hour: hours % 24 };
  const gate = gateAt(hour);
  const stopped = stoppedAt(hour);
  const queue = placeOf(5, { siteId: 'site00000004' });
  return [
    lotRecord(1, at, [northAt(hour), 20]),
    lotRecord(2, at, [southAt(hour), 40]),
    lotRecord(3, at, [farAt(hour), 10]),
    measuredLine(at, { car: gate.inbound }, { car: gate.outbound }, placeOf(4, { zoneKind: 'line' })),
    { ...measured(at, { car: stopped }, queue), stopped, stoppedPeak: stopped },
  ];
}

/** Nine weeks of a town with three lots and a gate, whose figures can be computed by hand. */
export async function councilTown(): Promise<ReportFilePorts> {
  const clock = new SetClock(isoOf(townStart));
  const stores = new Map(cameras.map(({ cameraId }) => [cameraId, new InMemoryEventStore(clock)]));
  for (let week = 0; week < townWeeks; week += 1) {
    const from = townStart + week * 7 * dayMs;
    clock.set(isoOf(from + 7 * dayMs + 5 * 60_000));
    const hours = Array.from({ length: 168 }, (_, i) => from + i * hourMs);
    for (const [cameraId, records] of Map.groupBy(hours.flatMap(recordsAt), (record) => record.cameraId)) {
      const verdicts = (await stores.get(cameraId)?.append(records)) ?? [];
      const wrong = verdicts.find(({ kind }) => kind !== 'stored');
      if (wrong) throw new Error(`a record was not stored: ${JSON.stringify(wrong)}`);
    }
  }
  const [first] = stores.values();
  if (!first) throw new Error('a town without a camera');
  return townPorts({ clock, cameras, sites, events: first, ...readerOf(stores) });
}

interface TownParts {
  readonly clock: SetClock;
  readonly cameras: readonly Camera[];
  readonly sites: readonly Site[];
  readonly events: InMemoryEventStore;
  readonly sums: TrendReader['sums'];
}

/** What a report needs of a town: cameras, sites and sums, and nothing else. */
export const townPorts = ({ clock, cameras, sites, events, sums }: TownParts): ReportFilePorts => ({
  events,
  trends: {
    sums,
    zoneRows: async (query) => zoneRowsOf(await sums(query), query.edges),
    lastSlotEnds: (ids) => events.lastSlotEnds(ids),
    newest: () => events.newest(),
  },
  clock,
  setCounts: new InMemorySetCounts(),
  handCounts: new InMemoryHandCounts(),
  counterComparisons: new InMemoryCounterComparisons(),
  specialDays: noSpecialDays,
  latenessMs: 30_000,
  cameras: { versions: () => Promise.resolve(cameras) },
  sites: { sites: (_, page) => Promise.resolve(page.after ? [] : sites) },
  modelCard: () => Promise.resolve(undefined),
  version: '1.2.3',
  printer: { pdf: noPrinter, png: noPrinter },
});

const noPrinter = () => Promise.reject(new Error('no test prints'));

/** Sums of the store of each camera, each computed once: the store in memory reads all its records for every request. */
function readerOf(stores: ReadonlyMap<string, InMemoryEventStore>): Pick<TrendReader, 'sums'> {
  const known = new Map<string, readonly ZoneSums[]>();
  const sumsOf = async (cameraId: string, query: SumsQuery): Promise<readonly ZoneSums[]> => {
    const { edges, buckets, parts } = query;
    const key = JSON.stringify([cameraId, edges.length, edges[0], edges.at(-1), buckets, parts]);
    const sums =
      known.get(key) ?? (await stores.get(cameraId)?.sums({ ...query, cameras: [cameraId] })) ?? [];
    known.set(key, sums);
    return sums;
  };
  const sums = async (query: SumsQuery): Promise<readonly ZoneSums[]> => {
    const ids = new Set(query.zones?.map(({ cameraId }) => cameraId));
    const found: ZoneSums[] = [];
    for (const cameraId of ids) found.push(...(await sumsOf(cameraId, query)));
    return found;
  };
  return { sums };
}

interface Files {
  readdirSync(path: URL): string[];
  readFileSync(path: URL, encoding: 'utf8'): string;
}

/** The definitions that are part of Vialog. */
export const shippedFiles = (files: Files): DefinitionFile[] =>
  files
    .readdirSync(shippedQuestions)
    .map((name) => ({ name, text: files.readFileSync(new URL(name, shippedQuestions), 'utf8') }));
