import { zoneKey } from '@vialog/contracts';
import { distanceM, geographicPolygonCovers } from '@vialog/geometry';
import type { Condition } from './event-query.ts';
import type { ZoneRef } from './trend-reader.port.ts';

type ZoneKind = 'cameras' | 'sites' | 'zones' | 'zoneId' | 'near' | 'bbox' | 'polygon';

/** A condition on where something was measured; the same for all slots of a zone and camera version. */
export type ZoneCondition = Extract<Condition, { kind: ZoneKind }>;

/** What a `ZoneCondition` can refer to; a `CountEvent` has these fields. */
export interface ZoneFacts {
  readonly cameraId: string;
  readonly zoneId: string;
  readonly siteId?: string | undefined;
  /** Longitude and latitude, WGS-84 degrees. */
  readonly position: readonly [number, number];
}

type ZoneTest<K extends ZoneKind> = (zone: ZoneFacts, condition: Extract<Condition, { kind: K }>) => boolean;

const tests: { readonly [K in ZoneKind]: ZoneTest<K> } = {
  cameras: (zone, { ids }) => setOf(ids).has(zone.cameraId),
  sites: (zone, { ids }) => zone.siteId !== undefined && setOf(ids).has(zone.siteId),
  zones: (zone, { zones }) => zoneSetOf(zones).has(zoneKey(zone)),
  zoneId: (zone, { zoneId }) => zone.zoneId === zoneId,
  near: ({ position: [lon, lat] }, near) => withinRadius(lon, lat, near),
  bbox: ({ position: [lon, lat] }, box) => withinBox(lon, lat, box),
  polygon: ({ position: [lon, lat] }, { corners }) => geographicPolygonCovers(corners, { lon, lat }),
};

export const isZoneCondition = (condition: Condition): condition is ZoneCondition =>
  Object.hasOwn(tests, condition.kind);

/** Whether the condition holds for the zone. */
export function holdsForZone(condition: ZoneCondition, zone: ZoneFacts): boolean {
  const test = tests[condition.kind] as ZoneTest<ZoneKind>;
  return test(zone, condition);
}

/** A name can match hundreds of cameras, and thousands of zones are tested against the same list. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>();

function setOf(ids: readonly string[]): ReadonlySet<string> {
  const set = sets.get(ids) ?? new Set(ids);
  sets.set(ids, set);
  return set;
}

const zoneSets = new WeakMap<readonly ZoneRef[], ReadonlySet<string>>();

function zoneSetOf(zones: readonly ZoneRef[]): ReadonlySet<string> {
  const set = zoneSets.get(zones) ?? new Set(zones.map(zoneKey));
  zoneSets.set(zones, set);
  return set;
}

type Box = Extract<Condition, { kind: 'bbox' }>;
/** Edges belong to the box; west > east crosses the antimeridian. */
export function withinBox(lon: number, lat: number, box: Box): boolean {
  if (lat < box.south || lat > box.north) return false;
  return box.west <= box.east ? lon >= box.west && lon <= box.east : lon >= box.west || lon <= box.east;
}

type Near = Extract<Condition, { kind: 'near' }>;
/** The edge belongs to the circle. */
export const withinRadius = (lon: number, lat: number, near: Near): boolean =>
  distanceM({ lon, lat }, near) <= near.radiusM;
