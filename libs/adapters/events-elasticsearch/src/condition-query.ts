import { countClasses, zoneKey, type CountClass } from '@vialog/contracts';
import {
  earthRadiusM,
  reduceCondition,
  type Comparison,
  type Condition,
  type NumberField,
} from '@vialog/events';
import type { estypes } from '@elastic/elasticsearch';

export type Query = estypes.QueryDslQueryContainer;
export type Near = Extract<Condition, { kind: 'near' }>;
export type Polygon = Extract<Condition, { kind: 'polygon' }>;

/**
 * Tolerance, metres. Elasticsearch computes distances on another sphere and from 32-bit positions. Closer to the edge
 * than this, the exact distance of `@vialog/events` decides.
 */
export const nearToleranceM = 20;
const halfCircumferenceM = Math.PI * earthRadiusM;

/** Positions ("lonE6,latE6") inside an area: those near the edge of a `near`, all of a `polygon`. */
export type BoundaryPositions = ReadonlyMap<Near | Polygon, readonly string[]>;

const nothing: Query = { match_none: {} };
const term = (field: string, value: string | number): Query => ({ term: { [field]: value } });
const terms = (field: string, values: readonly (string | number)[]): Query => ({
  terms: { [field]: [...values] },
});

type Compile<K extends Condition['kind']> = (
  condition: Extract<Condition, { kind: K }>,
  edges: BoundaryPositions,
) => Query;

const compilers: { readonly [K in Condition['kind']]: Compile<K> } = {
  all: () => ({ match_all: {} }),
  none: () => nothing,
  and: ({ of }, edges) => ({ bool: { filter: of.map((part) => compiled(part, edges)) } }),
  or: ({ of }, edges) =>
    of.length === 0
      ? nothing
      : { bool: { should: of.map((part) => compiled(part, edges)), minimum_should_match: 1 } },
  not: ({ of }, edges) => ({ bool: { must_not: [compiled(of, edges)] } }),
  number: numberQuery,
  cameras: ({ ids }) => terms('cameraId', ids),
  sites: ({ ids }) => terms('siteId', ids),
  zones: ({ zones }) => terms('derived.zone', zones.map(zoneKey)),
  zoneId: ({ zoneId }) => term('zoneId', zoneId),
  eventKind: ({ eventKind }) => term('kind', eventKind),
  reason: ({ reason }) => term('reason', reason),
  model: ({ modelId }) => term('model', modelId),
  origin: ({ origin }) => term('origin', origin),
  near: nearQuery,
  bbox: boxQuery,
  polygon: (polygon, edges) => terms('derived.spot', edges.get(polygon) ?? []),
  weekdays: ({ days }) => terms('localWeekday', days),
  minutes: minutesQuery,
};

/** Compiles a condition to a query without scores. `edges` has an entry for every area (see boundary-positions.ts). */
export function conditionQuery(condition: Condition, edges: BoundaryPositions): Query {
  // Flattens nested `and`, `or` and `not`, because Elasticsearch limits the depth of a query.
  const flat = reduceCondition(condition, decideNothing);
  return compiled(flat, edges);
}

const decideNothing = (): undefined => undefined;

function compiled(condition: Condition, edges: BoundaryPositions): Query {
  const compile = compilers[condition.kind] as Compile<Condition['kind']>;
  return compile(condition, edges);
}

/** All `near` and `polygon` leaves of a condition. */
export function areasOf(condition: Condition): readonly (Near | Polygon)[] {
  if (condition.kind === 'near' || condition.kind === 'polygon') return [condition];
  if (condition.kind === 'not') return areasOf(condition.of);
  return condition.kind === 'and' || condition.kind === 'or' ? condition.of.flatMap(areasOf) : [];
}

const isClass = (field: NumberField): field is CountClass => countClasses.includes(field as CountClass);

const fieldNames: Readonly<Record<Exclude<NumberField, CountClass>, string>> = {
  count: 'total',
  vehicle: 'vehicle',
  twoWheeler: 'twoWheeler',
  occupancy: 'occupancy',
  occupied: 'occupied',
  unknown: 'unknown',
  free: 'derived.free',
  in: 'derived.in',
  out: 'derived.out',
  flow: 'derived.flow',
  stopped: 'stopped',
};
/** Fields that only measurements have. The others need a filter on the kind. */
const ofMeasurements = new Set([
  'total',
  'derived.free',
  'derived.in',
  'derived.out',
  'derived.flow',
  'stopped',
]);

const bounds: Readonly<Record<Exclude<Comparison, '='>, string>> = {
  '>': 'gt',
  '>=': 'gte',
  '<=': 'lte',
  '<': 'lt',
};

function numberQuery({ field, op, value }: Extract<Condition, { kind: 'number' }>): Query {
  const name = isClass(field) ? `counts.${field}` : fieldNames[field];
  const range = op === '=' ? { gte: value, lte: value } : { [bounds[op]]: value };
  const compared: Query = { range: { [name]: range } };
  if (isClass(field) || ofMeasurements.has(name)) return compared;
  return { bool: { filter: [compared, term('kind', 'measured')] } };
}

function minutesQuery({ from, to }: Extract<Condition, { kind: 'minutes' }>): Query {
  if (from === to) return nothing;
  if (from < to) return { range: { localMinute: { gte: from, lt: to } } };
  const parts = [{ range: { localMinute: { gte: from } } }, { range: { localMinute: { lt: to } } }];
  return { bool: { should: parts, minimum_should_match: 1 } };
}

function boxQuery({ west, south, east, north }: Extract<Condition, { kind: 'bbox' }>): Query {
  const [lon0, lon1] = [atOrAbove(west), atOrBelow(east)];
  const lat: Query = { range: { 'derived.latE6': { gte: atOrAbove(south), lte: atOrBelow(north) } } };
  const easterly: Query = { range: { 'derived.lonE6': { gte: lon0 } } };
  const westerly: Query = { range: { 'derived.lonE6': { lte: lon1 } } };
  if (west <= east)
    return { bool: { filter: [lat, { range: { 'derived.lonE6': { gte: lon0, lte: lon1 } } }] } };
  return { bool: { filter: [lat, { bool: { should: [easterly, westerly], minimum_should_match: 1 } }] } };
}

/** Smallest number of millionths of a degree that is not below `degrees`, without floating-point error. */
function atOrAbove(degrees: number): number {
  const near = Math.round(degrees * 1e6);
  return near / 1e6 >= degrees ? near : near + 1;
}

function atOrBelow(degrees: number): number {
  const near = Math.round(degrees * 1e6);
  return near / 1e6 <= degrees ? near : near - 1;
}

function nearQuery(near: Near, edges: BoundaryPositions): Query {
  const certain = certainPart(near);
  const spots = edges.get(near) ?? [];
  const should = [...(certain ? [certain] : []), ...(spots.length > 0 ? [terms('derived.spot', spots)] : [])];
  return should.length === 0 ? nothing : { bool: { should, minimum_should_match: 1 } };
}

const within = ({ lon, lat }: Near, radiusM: number): Query =>
  radiusM >= halfCircumferenceM
    ? { match_all: {} }
    : { geo_distance: { distance: `${radiusM}m`, position: { lon, lat } } };

/** The part that is inside by any distance formula; undefined: none. */
function certainPart(near: Near): Query | undefined {
  const radius = near.radiusM - nearToleranceM;
  return radius > 0 ? within(near, radius) : undefined;
}

/** The part where the exact geometry must decide; of a polygon its whole bounding box. */
export function uncertainArea(place: Near | Polygon): Query {
  return place.kind === 'near' ? ringOf(place) : boundingBox(place);
}

/** A polygon that crosses the antimeridian is bounded by its latitudes alone. */
function boundingBox({ corners }: Polygon): Query {
  const lons = corners.map(({ lon }) => lon);
  const lats = corners.map(({ lat }) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const crosses = east - west > 180;
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  return boxQuery({ kind: 'bbox', west: crosses ? -180 : west, south, east: crosses ? 180 : east, north });
}

function ringOf(near: Near): Query {
  const certain = certainPart(near);
  return {
    bool: {
      filter: [within(near, near.radiusM + nearToleranceM)],
      ...(certain ? { must_not: [certain] } : {}),
    },
  };
}
