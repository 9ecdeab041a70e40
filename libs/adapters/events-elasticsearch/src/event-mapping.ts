import type { ClassCounts, CountClass, CountEvent, SpaceTurnover } from '@vialog/contracts';

type Scalar = 'keyword' | 'date' | 'integer' | 'short' | 'byte' | 'double' | 'geo_point' | 'boolean';
/** Field types this library uses: only types that every licence of Elasticsearch includes. */
export type EsField =
  | { readonly type: Scalar; readonly index?: false; readonly doc_values?: false }
  | { readonly type: 'object'; readonly enabled: false }
  | { readonly properties: Readonly<Record<string, EsField>> };

/** Stored in `_source` only and not searchable. */
const sourceOnly = (type: Scalar): EsField => ({ type, index: false, doc_values: false });
const keyword: EsField = { type: 'keyword' };
const integer: EsField = { type: 'integer' };

const perClass = (field: EsField): EsField => ({
  properties: {
    person: field,
    bicycle: field,
    car: field,
    motorcycle: field,
    bus: field,
    truck: field,
  } satisfies Record<CountClass, EsField>,
});

/** Mapping of every record field; a missing field is a compile error. */
const recordFields = {
  v: sourceOnly('byte'),
  // For sorting and paging only; look-ups use the document id.
  eventId: { type: 'keyword', index: false },
  slotStartAt: { type: 'date' },
  slotMs: integer,
  cameraId: keyword,
  cameraVersion: integer,
  siteId: keyword,
  zoneId: keyword,
  zoneKind: sourceOnly('keyword'),
  zoneRole: sourceOnly('keyword'),
  kind: keyword,
  origin: keyword,
  counts: perClass(integer),
  peak: perClass(sourceOnly('integer')),
  inbound: perClass(sourceOnly('integer')),
  outbound: perClass(sourceOnly('integer')),
  stopped: integer,
  stoppedPeak: sourceOnly('integer'),
  trackingRestarts: sourceOnly('integer'),
  total: integer,
  vehicle: integer,
  twoWheeler: integer,
  occupied: integer,
  unknown: integer,
  capacity: integer,
  occupancy: { type: 'double' },
  bays: sourceOnly('keyword'),
  turnover: {
    properties: {
      arrivals: integer,
      departures: integer,
      comparedMs: integer,
      occupiedMs: integer,
    } satisfies Record<keyof SpaceTurnover, EsField>,
  },
  framesUsed: sourceOnly('integer'),
  framesReused: sourceOnly('integer'),
  framesExpected: sourceOnly('integer'),
  reason: keyword,
  slots: integer,
  model: keyword,
  modelDigest: sourceOnly('keyword'),
  position: { type: 'geo_point' },
  cells: keyword,
  localMinute: { type: 'short' },
  localWeekday: { type: 'byte' },
  capturedAt: sourceOnly('date'),
  indexedAt: sourceOnly('date'),
} satisfies Record<keyof CountEvent, EsField>;

/** Searchable values derived from a record; never returned. */
export interface Derived {
  /** cameraId/zoneId. */
  readonly zone: string;
  /** End of the last slot covered, epoch ms. */
  readonly endAt: number;
  /** Position in millionths of a degree: exact, while a geo_point is rounded to 32 bits. */
  readonly lonE6: number;
  readonly latE6: number;
  /** `lonE6,latE6`. */
  readonly spot: string;
  /** Parking spaces known to be free. */
  readonly free?: number;
  /** Crossings of a line by class, and their sums: per direction, and per hour for both. */
  readonly inbound?: ClassCounts;
  readonly outbound?: ClassCounts;
  readonly in?: number;
  readonly out?: number;
  readonly flow?: number;
  /** Peak of the stopped vehicles of an area. */
  readonly stoppedPeak?: number;
}

const derivedFields = {
  zone: keyword,
  endAt: { type: 'date' },
  lonE6: integer,
  latE6: integer,
  spot: keyword,
  free: integer,
  inbound: perClass(integer),
  outbound: perClass(integer),
  in: integer,
  out: integer,
  flow: integer,
  stoppedPeak: integer,
} satisfies Record<keyof Derived, EsField>;

export interface Mapping {
  readonly dynamic: 'strict';
  readonly _meta: { readonly revision: number };
  readonly properties: Readonly<Record<string, EsField>>;
}

/**
 * Incremented with every new field that stored records need; `upgradeRecords` rewrites the records of indices with a lower revision.
 */
export const mappingRevision = 1;

const mapping = (properties: Readonly<Record<string, EsField>>): Mapping => ({
  dynamic: 'strict',
  _meta: { revision: mappingRevision },
  properties,
});

export const eventMapping = mapping({ ...recordFields, derived: { properties: derivedFields } });

/** One hour of one zone and camera version; its quarter hours are not searchable. */
export const binMapping = mapping({
  key: { type: 'keyword', index: false },
  hourAt: { type: 'date' },
  cameraId: keyword,
  zoneId: { type: 'keyword', index: false },
  zone: keyword,
  siteId: keyword,
  cameraVersion: sourceOnly('integer'),
  slotMs: sourceOnly('integer'),
  grainMs: integer,
  quarters: { type: 'object', enabled: false },
});

/** The hour sums of one day of some zones; only the fields that select packs are searchable. */
export const packMapping = mapping({
  key: { type: 'keyword', index: false },
  from: { type: 'date' },
  stamp: sourceOnly('keyword'),
  zones: keyword,
  cameras: keyword,
  sites: keyword,
  rows: { type: 'object', enabled: false },
});

/** Copies of stored gap spans, needed when the first slot of a span is measured later. */
export const spanMapping = mapping({
  cameraId: keyword,
  record: { type: 'object', enabled: false },
});

export const stateMapping = mapping({
  kind: keyword,
  hourAt: { type: 'date' },
  state: keyword,
  quietUntil: { type: 'date' },
  owner: keyword,
  until: { type: 'date' },
  stamp: sourceOnly('keyword'),
  binsIn: sourceOnly('keyword'),
  packsIn: sourceOnly('keyword'),
});
