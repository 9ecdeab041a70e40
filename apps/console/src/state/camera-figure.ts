import type { Camera, CountEvent, Zone } from '@vialog/contracts';
import { ageMs, freshnessOf, worse, type Freshness } from '../format/freshness.ts';
import { zoneKey, type LatestCounts } from '../live/latest-counts.ts';

/** The number beside a camera: what its main zones showed last, added up, and how old that is. */
export interface Figure {
  /** places: parking spaces; objects: what is present. */
  readonly unit: 'places' | 'objects';
  /** Taken places or objects present; undefined where nothing is known. */
  readonly value: number | undefined;
  readonly capacity: number | undefined;
  readonly unknown: number;
  readonly freshness: Freshness;
  /** Age of the oldest part, ms; undefined where nothing is known. */
  readonly ageMs: number | undefined;
  /** Reason of a newest slot that could not be measured. */
  readonly gap: CountEvent['reason'];
}

/** Main zones that say most: the parking spaces if there are any, else the areas. */
export function figureZones(zones: readonly Zone[]): readonly Zone[] {
  const main = zones.filter((zone) => zone.role === 'main');
  const bays = main.filter((zone) => zone.kind === 'bays');
  return bays.length > 0 ? bays : main;
}

export function figureOf(camera: Camera, latest: LatestCounts, now: number): Figure {
  const zones = figureZones(camera.zones);
  const records = zones.flatMap((zone) => latest.get(zoneKey(camera.cameraId, zone.zoneId)) ?? []);
  const measured = records.filter((record) => record.kind === 'measured');
  const places = zones[0]?.kind === 'bays';
  const amount = (record: CountEvent) => (places ? record.occupied : record.total) ?? 0;
  return {
    unit: places ? 'places' : 'objects',
    value: measured.length === 0 ? undefined : sum(measured.map(amount)),
    capacity: places ? sum(zones.map((zone) => zone.capacity ?? 0)) : undefined,
    unknown: sum(measured.map((record) => record.unknown ?? 0)),
    freshness: records.map((record) => freshnessOf(record, now)).reduce(worse, 'fresh'),
    ageMs: records.length === 0 ? undefined : Math.max(...records.map((record) => ageMs(record, now))),
    gap: records.find((record) => record.kind === 'gap')?.reason,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
