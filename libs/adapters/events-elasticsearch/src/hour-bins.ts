import { zoneKey, quarterMs, hourMs, type CountClass } from '@vialog/contracts';
import type { ZoneSums } from '@vialog/events';
import { allHits } from './all-hits.ts';
import type { BoundedClient } from './bounded-client.ts';
import type { BulkItem } from './bulk-request.ts';
import type { Query } from './condition-query.ts';
import type { IndexNames } from './index-names.ts';
import { intervalOf } from './interval-of.ts';
import type { SumsFilter } from './sums-filter.ts';
import { noSums, SumsTable, type Sums, type TrackedPart } from './sums-table.ts';

/**
 * Sums of a quarter hour as a tuple, to save space: offset within the hour (ms), measured slots, sum and maximum of the
 * totals, occupied, unknown, capacity, per class sum and maximum, per reason explained slots; crossings, stopped
 * vehicles and turnover only where there are any, as bins of earlier versions have none.
 */
type Quarter = readonly [
  offset: number,
  measured: number,
  sum: number,
  max: number,
  occupied: number,
  unknown: number,
  capacity: number,
  classes: Readonly<Partial<Record<CountClass, readonly [sum: number, max: number]>>>,
  gaps: Readonly<Record<string, number>>,
  tracked?: Pick<ZoneSums, TrackedPart>,
];

/** One hour of one zone and camera version. */
export interface BinDocument {
  /** Also the document id, so that a second roll-up of the hour writes the same documents. */
  readonly key: string;
  readonly hourAt: number;
  readonly cameraId: string;
  readonly zoneId: string;
  readonly zone: string;
  readonly siteId?: string;
  readonly cameraVersion: number;
  readonly slotMs: number;
  /** Length of an entry of `quarters`, ms: a quarter hour, or the hour after `mergeQuarters`. */
  readonly grainMs: number;
  readonly quarters: { readonly of: readonly Quarter[] };
}

/** Builds the bins of one hour from the sums of its quarter hours. */
export function binsOfHour(hour: number, sums: readonly ZoneSums[]): readonly BinDocument[] {
  const zones = Map.groupBy(sums, (row) => `${zoneKey(row)}/${row.cameraVersion}`);
  return [...zones.values()].flatMap((rows) => {
    const [first] = rows;
    if (!first) return [];
    const { cameraId, zoneId, siteId, cameraVersion, slotMs } = first;
    return [
      {
        key: `${hour.toString(36).padStart(9, '0')}-${cameraId}-${zoneId}-${cameraVersion}`,
        hourAt: hour,
        cameraId,
        zoneId,
        zone: zoneKey(first),
        ...(siteId === undefined ? {} : { siteId }),
        cameraVersion,
        slotMs,
        grainMs: quarterMs,
        quarters: { of: rows.map((row) => quarterOf(row, hour)) },
      },
    ];
  });
}

function quarterOf(row: ZoneSums, hour: number): Quarter {
  const classes = Object.entries(row.classes).map(([name, { sum, max }]) => [name, [sum, max]] as const);
  const { measured, total, occupied, unknown, capacity, gaps } = row;
  const numbers = [measured, total.sum, total.max, occupied, unknown, capacity] as const;
  const tracked = {
    ...(row.crossings && { crossings: row.crossings }),
    ...(row.stopped && { stopped: row.stopped }),
    ...(row.turnover && { turnover: row.turnover }),
  };
  const quarter = [row.start - hour, ...numbers, Object.fromEntries(classes), gaps] as const;
  return Object.keys(tracked).length > 0 ? [...quarter, tracked] : quarter;
}

/** The same hour with its quarter hours added to one sum. */
export function mergeQuarters(bin: BinDocument): BinDocument {
  const table = new SumsTable();
  addBin(bin, [bin.hourAt, bin.hourAt + hourMs], table);
  return { ...bin, grainMs: hourMs, quarters: { of: table.rows().map((row) => quarterOf(row, bin.hourAt)) } };
}

export const binItem = (names: IndexNames, bin: BinDocument): BulkItem => ({
  index: names.binsOf(bin.hourAt),
  id: bin.key,
  document: JSON.stringify(bin),
  overwrite: true,
});

const byHour = [{ hourAt: 'asc' as const }, { key: 'asc' as const }];

/** Bins of hours that start in [from, to) and match the filter. */
export async function* binsWithin(
  elastic: BoundedClient,
  names: IndexNames,
  filter: SumsFilter,
  window: { from: number; to: number },
): AsyncGenerator<BinDocument> {
  const clauses: Query[] = [{ range: { hourAt: { gte: window.from, lt: window.to } } }];
  if (filter.zones) clauses.push({ terms: { zone: filter.zones.map(zoneKey) } });
  if (filter.cameras) clauses.push({ terms: { cameraId: [...filter.cameras] } });
  if (filter.sites) clauses.push({ terms: { siteId: [...filter.sites] } });
  const body = { query: { bool: { filter: clauses } }, sort: byHour };
  for await (const { _source } of allHits(elastic, [names.bins], body)) yield _source as BinDocument;
}

/** Adds the quarter hours of a bin to the intervals that contain their starts; as one sum where it is one interval. */
export function addBin(bin: BinDocument, edges: readonly number[], table: SumsTable): void {
  const start = intervalOf(bin.hourAt, edges);
  const isOne = start !== undefined && start === intervalOf(bin.hourAt + hourMs - quarterMs, edges);
  if (isOne) return table.add(bin, start, hourSums(bin));
  for (const quarter of bin.quarters.of) {
    const at = intervalOf(bin.hourAt + quarter[0], edges);
    if (at !== undefined) table.add(bin, at, quarterSums(quarter));
  }
}

function quarterSums(quarter: Quarter): Sums {
  const [, measured, sum, max, occupied, unknown, capacity, of, gaps, tracked] = quarter;
  const classes = Object.fromEntries(Object.entries(of).map(([name, [s, m]]) => [name, { sum: s, max: m }]));
  return { measured, total: { sum, max }, classes, occupied, unknown, capacity, gaps, ...tracked };
}

/** Sum of the quarter hours of cached bins: a week of a site has thousands of quarter hours. */
const hours = new WeakMap<BinDocument, Sums>();

/** The sums of the whole hour. */
export function hourSums(bin: BinDocument): Sums {
  const known = hours.get(bin);
  if (known) return known;
  const table = new SumsTable();
  for (const quarter of bin.quarters.of) table.add(bin, bin.hourAt, quarterSums(quarter));
  const [sums] = table.rows();
  const whole = sums ?? noSums;
  hours.set(bin, whole);
  return whole;
}

/** Edges of the quarter hours of an hour. */
export const quartersOf = (hour: number): readonly number[] =>
  Array.from({ length: hourMs / quarterMs + 1 }, (_, i) => hour + i * quarterMs);
