import type { CountClass, CountEvent } from '@vialog/contracts';

type Scalar = 'keyword' | 'date' | 'integer' | 'short' | 'byte' | 'double' | 'geo_point' | 'boolean';
/** What a field of ours may be mapped to: only types every Elasticsearch has, on every licence. */
export type EsField =
  | { readonly type: Scalar; readonly index?: false; readonly doc_values?: false }
  | { readonly type: 'object'; readonly enabled: false }
  | { readonly properties: Readonly<Record<string, EsField>> };

/** Kept in `_source` only: read back, never asked for. */
const kept = (type: Scalar): EsField => ({ type, index: false, doc_values: false });
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

/** Every field of the record has its place here, or this does not compile. */
const recordFields = {
  v: kept('byte'),
  // Sorted and paged by, never looked up: the document's own id does that.
  eventId: { type: 'keyword', index: false },
  slotStartAt: { type: 'date' },
  slotMs: integer,
  cameraId: keyword,
  cameraVersion: integer,
  siteId: keyword,
  zoneId: keyword,
  zoneKind: kept('keyword'),
  zoneRole: kept('keyword'),
  kind: keyword,
  origin: keyword,
  counts: perClass(integer),
  peak: perClass(kept('integer')),
  inbound: perClass(kept('integer')),
  outbound: perClass(kept('integer')),
  total: integer,
  vehicle: integer,
  twoWheeler: integer,
  occupied: integer,
  unknown: integer,
  capacity: integer,
  occupancy: { type: 'double' },
  bays: kept('keyword'),
  framesUsed: kept('integer'),
  framesReused: kept('integer'),
  framesExpected: kept('integer'),
  reason: keyword,
  slots: integer,
  model: keyword,
  position: { type: 'geo_point' },
  cells: keyword,
  localMinute: { type: 'short' },
  localWeekday: { type: 'byte' },
  capturedAt: kept('date'),
  indexedAt: kept('date'),
} satisfies Record<keyof CountEvent, EsField>;

/** What follows from a record and is asked for; never part of an answer. */
export interface Derived {
  /** cameraId/zoneId. */
  readonly zone: string;
  /** End of the last slot covered, epoch ms. */
  readonly endAt: number;
  /** Position in millionths of a degree: exact, where a geo_point is rounded to 32 bits. */
  readonly lonE6: number;
  readonly latE6: number;
  /** Both, as one word. */
  readonly spot: string;
  /** Places known to be free. */
  readonly free?: number;
}

const derivedFields = {
  zone: keyword,
  endAt: { type: 'date' },
  lonE6: integer,
  latE6: integer,
  spot: keyword,
  free: integer,
} satisfies Record<keyof Derived, EsField>;

export interface Mapping {
  readonly dynamic: 'strict';
  readonly _meta: { readonly revision: number };
  readonly properties: Readonly<Record<string, EsField>>;
}

/** Goes up with every field that is added; an index that says less is brought up by `upgradeMappings`. */
export const mappingRevision = 1;

const mapping = (properties: Readonly<Record<string, EsField>>): Mapping => ({
  dynamic: 'strict',
  _meta: { revision: mappingRevision },
  properties,
});

export const eventMapping = mapping({ ...recordFields, derived: { properties: derivedFields } });

/** One hour of one zone under one version; its quarter hours are read, never asked. */
export const binMapping = mapping({
  key: { type: 'keyword', index: false },
  hourAt: { type: 'date' },
  cameraId: keyword,
  zoneId: { type: 'keyword', index: false },
  zone: keyword,
  siteId: keyword,
  cameraVersion: kept('integer'),
  slotMs: kept('integer'),
  grainMs: integer,
  quarters: { type: 'object', enabled: false },
});

/** The gap spans that were taken, as they came: what a measurement of the first slot needs to know. */
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
  stamp: kept('keyword'),
  binsIn: kept('keyword'),
});
