import type { CountEvent, ZoneSummary } from '@vialog/contracts';
import { ageMs, freshnessOf, worse, type Freshness } from '../format/freshness.ts';
import { crossingsOf, type SlotCrossings } from './crossings.ts';
import { zoneKey, type LatestCounts, type ZoneLatest } from '../live/latest-counts.ts';

/** The figure of a camera: the sum of the latest counts of its main zones, and its age. */
export interface Figure {
  /** spaces: occupied parking spaces; objects: detected objects; crossings: crossings of the latest slot. */
  readonly unit: 'spaces' | 'objects' | 'crossings';
  /** Occupied spaces, detected objects or crossings in both directions; undefined without a measurement. */
  readonly value: number | undefined;
  /** By direction; only for the unit crossings. */
  readonly crossings?: SlotCrossings | undefined;
  readonly capacity: number | undefined;
  readonly unknown: number;
  readonly freshness: Freshness;
  /** Age of the oldest measurement in the sum, ms; undefined without a measurement. */
  readonly ageMs: number | undefined;
  /** Why the latest interval could not be measured; the value is then of an earlier interval. */
  readonly gap: CountEvent['reason'];
}

/** A camera and its zones, without their geometry. */
export interface CountedCamera {
  readonly cameraId: string;
  readonly zones: readonly ZoneSummary[];
}

/**
 * The main zones of the figure: the zones of parking spaces if there are any, otherwise the areas, otherwise the lines. The
 * whole picture, which is a main zone of every camera without a drawn area, counts only if nothing was drawn.
 */
export function figureZones<Z extends ZoneSummary>(zones: readonly Z[]): readonly Z[] {
  const all = zones.filter((zone) => zone.role === 'main');
  const drawn = all.filter((zone) => zone.zoneId !== 'view');
  const main = drawn.length > 0 ? drawn : all;
  const byKind = (['bays', 'area', 'line'] as const).map((kind) => main.filter((zone) => zone.kind === kind));
  return byKind.find((each) => each.length > 0) ?? [];
}

/** Until parking spaces have their first count, another zone that has one replaces them. */
function countedZones(camera: CountedCamera, latest: LatestCounts): readonly ZoneSummary[] {
  const zones = figureZones(camera.zones);
  const hasCount = (zone: ZoneSummary) => latest.has(zoneKey(camera.cameraId, zone.zoneId));
  if (zones.some(hasCount)) return zones;
  const other = camera.zones.filter((zone) => zone.kind === 'area').find(hasCount);
  return other ? [other] : zones;
}

export function figureOf(camera: CountedCamera, latest: LatestCounts, now: number): Figure {
  const zones = countedZones(camera, latest);
  const newest = zones.flatMap((zone) => latest.get(zoneKey(camera.cameraId, zone.zoneId)) ?? []);
  const measured = newest.flatMap((each) => each.measured ?? []);
  const unit = unitOf(zones);
  const inSpaces = unit === 'spaces';
  const values = measured.map((record) => amountOf(record, unit));
  return {
    unit,
    value: measured.length === 0 ? undefined : sum(values),
    ...(unit === 'crossings' ? { crossings: sumOfCrossings(measured) } : {}),
    capacity: inSpaces ? sum(zones.map((zone) => zone.capacity ?? 0)) : undefined,
    unknown: sum(measured.map((record) => record.unknown ?? 0)),
    freshness: measured.map((record) => freshnessOf(record, now)).reduce(worse, 'fresh'),
    ageMs: measured.length === 0 ? undefined : Math.max(...measured.map((record) => ageMs(record, now))),
    gap: newest.find((each) => each.gap)?.gap?.reason,
  };
}

function unitOf([zone]: readonly ZoneSummary[]): Figure['unit'] {
  if (zone?.kind === 'bays') return 'spaces';
  return zone?.kind === 'line' ? 'crossings' : 'objects';
}

function amountOf(record: CountEvent, unit: Figure['unit']): number {
  if (unit === 'spaces') return record.occupied ?? 0;
  if (unit === 'objects') return record.total ?? 0;
  const { inbound, outbound } = crossingsOf(record) ?? noCrossings;
  return inbound + outbound;
}

const noCrossings: SlotCrossings = { inbound: 0, outbound: 0 };

function sumOfCrossings(records: readonly CountEvent[]): SlotCrossings | undefined {
  const crossings = records.flatMap((record) => crossingsOf(record) ?? []);
  if (crossings.length === 0) return undefined;
  return {
    inbound: sum(crossings.map(({ inbound }) => inbound)),
    outbound: sum(crossings.map(({ outbound }) => outbound)),
  };
}

/** The figure of one zone. */
export function figureOfZone(zone: ZoneSummary, latest: ZoneLatest | undefined, now: number): Figure {
  const only = { cameraId: '', zones: [{ ...zone, role: 'main' as const }] };
  return figureOf(only, latest ? new Map([[zoneKey('', zone.zoneId), latest]]) : new Map(), now);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
