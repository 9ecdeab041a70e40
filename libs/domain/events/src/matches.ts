import type { CountEvent } from '@vialog/contracts';
import type { Comparison, Condition, NumberField } from './event-query.ts';
import { distanceM } from './geo-distance.ts';
import { geographicPolygonCovers } from '@vialog/geometry';

type Kind = Condition['is'];
type Test<K extends Kind> = (event: CountEvent, condition: Extract<Condition, { is: K }>) => boolean;

const comparisons: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '<=': (left, right) => left <= right,
  '<': (left, right) => left < right,
};

export const compare = (left: number, op: Comparison, right: number): boolean => comparisons[op](left, right);

/** The number a condition asks for, undefined where this slot does not have it. */
export function numberOf(event: CountEvent, field: NumberField): number | undefined {
  if (event.kind !== 'measured') return undefined;
  if (field === 'count') return event.total;
  if (field === 'free') return freeOf(event);
  if (field === 'vehicle' || field === 'twoWheeler') return event[field];
  if (field === 'occupancy' || field === 'occupied' || field === 'unknown') return event[field];
  return event.counts?.[field];
}

/** Places known to be free: an unknown space is never free. */
function freeOf(event: CountEvent): number | undefined {
  if (event.capacity === undefined || event.occupied === undefined) return undefined;
  return event.capacity - event.occupied - (event.unknown ?? 0);
}

/** Minutes from inclusive, to exclusive; from > to crosses midnight; from = to is the empty stretch. */
export function withinMinutes(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

type Box = Extract<Condition, { is: 'bbox' }>;
/** Edges belong to the box; west > east crosses the antimeridian. */
export function withinBox(lon: number, lat: number, box: Box): boolean {
  if (lat < box.south || lat > box.north) return false;
  return box.west <= box.east ? lon >= box.west && lon <= box.east : lon >= box.west || lon <= box.east;
}

type Near = Extract<Condition, { is: 'near' }>;
export const withinReach = (lon: number, lat: number, near: Near): boolean =>
  distanceM({ lon, lat }, near) <= near.radiusM;

function numberMatches(event: CountEvent, condition: Extract<Condition, { is: 'number' }>): boolean {
  const value = numberOf(event, condition.field);
  return value !== undefined && compare(value, condition.op, condition.value);
}

const tests: { readonly [K in Kind]: Test<K> } = {
  all: () => true,
  none: () => false,
  and: (event, { of }) => of.every((part) => matches(event, part)),
  or: (event, { of }) => of.some((part) => matches(event, part)),
  not: (event, { of }) => !matches(event, of),
  number: numberMatches,
  cameras: (event, { ids }) => ids.includes(event.cameraId),
  sites: (event, { ids }) => event.siteId !== undefined && ids.includes(event.siteId),
  zones: (event, { zones }) =>
    zones.some((zone) => zone.cameraId === event.cameraId && zone.zoneId === event.zoneId),
  zoneId: (event, { zoneId }) => event.zoneId === zoneId,
  kind: (event, { kind }) => event.kind === kind,
  reason: (event, { reason }) => event.reason === reason,
  model: (event, { modelId }) => event.model === modelId,
  origin: (event, { origin }) => event.origin === origin,
  near: (event, near) => withinReach(event.position[0], event.position[1], near),
  bbox: (event, box) => withinBox(event.position[0], event.position[1], box),
  polygon: ({ position: [lon, lat] }, { corners }) => geographicPolygonCovers(corners, { lon, lat }),
  weekdays: (event, { days }) => days.includes(event.localWeekday),
  minutes: (event, { from, to }) => withinMinutes(event.localMinute, from, to),
};

/** What a condition means, on one record: the definition every store is held to. An empty `and` holds, an empty `or` does not. */
export function matches(event: CountEvent, condition: Condition): boolean {
  const test = tests[condition.is] as Test<Kind>;
  return test(event, condition);
}
