import type { Camera, CountEvent, Zone } from '@vialog/contracts';
import { ageMs, freshnessOf, worse, type Freshness } from '../format/freshness.ts';
import { zoneKey, type LatestCounts, type ZoneLatest } from '../live/latest-counts.ts';

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
  /** Why the newest slot could not be measured; the number is then of a slot before. */
  readonly gap: CountEvent['reason'];
}

/** Main zones that say most: the parking spaces if there are any, else the areas. */
export function figureZones(zones: readonly Zone[]): readonly Zone[] {
  const main = zones.filter((zone) => zone.role === 'main');
  const bays = main.filter((zone) => zone.kind === 'bays');
  return bays.length > 0 ? bays : main;
}

/** Until the first slot of the parking spaces has closed, what is present in the picture is told instead. */
function knownZones(camera: Pick<Camera, 'cameraId' | 'zones'>, latest: LatestCounts): readonly Zone[] {
  const zones = figureZones(camera.zones);
  const isKnown = (zone: Zone) => latest.has(zoneKey(camera.cameraId, zone.zoneId));
  if (zones.some(isKnown)) return zones;
  const other = camera.zones.filter((zone) => zone.kind !== 'bays').find(isKnown);
  return other ? [other] : zones;
}

export function figureOf(
  camera: Pick<Camera, 'cameraId' | 'zones'>,
  latest: LatestCounts,
  now: number,
): Figure {
  const zones = knownZones(camera, latest);
  const newest = zones.flatMap((zone) => latest.get(zoneKey(camera.cameraId, zone.zoneId)) ?? []);
  const measured = newest.flatMap((each) => each.measured ?? []);
  const places = zones[0]?.kind === 'bays';
  const amount = (record: CountEvent) => (places ? record.occupied : record.total) ?? 0;
  return {
    unit: places ? 'places' : 'objects',
    value: measured.length === 0 ? undefined : sum(measured.map(amount)),
    capacity: places ? sum(zones.map((zone) => zone.capacity ?? 0)) : undefined,
    unknown: sum(measured.map((record) => record.unknown ?? 0)),
    freshness: measured.map((record) => freshnessOf(record, now)).reduce(worse, 'fresh'),
    ageMs: measured.length === 0 ? undefined : Math.max(...measured.map((record) => ageMs(record, now))),
    gap: newest.find((each) => each.gap)?.gap?.reason,
  };
}

/** The same for one zone by itself. */
export function figureOfZone(zone: Zone, latest: ZoneLatest | undefined, now: number): Figure {
  const only = { cameraId: '', zones: [{ ...zone, role: 'main' as const }] };
  return figureOf(only, latest ? new Map([[zoneKey('', zone.zoneId), latest]]) : new Map(), now);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
