import {
  eventIdOf,
  isoOf,
  type Clock,
  type CountClass,
  type CountEvent,
  type GapReason,
} from '@vialog/contracts';

/** A clock that changes only when it is set. */
export class SetClock implements Clock {
  #now: number;

  constructor(iso: string) {
    this.#now = Date.parse(iso);
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  set(iso: string): void {
    this.#now = Date.parse(iso);
  }
}

/** Fields that all records of one camera version and zone have in common; stores may store them once. */
export interface PlaceFacts {
  readonly cameraId: string;
  readonly cameraVersion: number;
  readonly zoneId: string;
  readonly zoneKind: 'area' | 'bays' | 'line';
  readonly zoneRole: 'main' | 'detail';
  readonly siteId?: string;
  readonly slotMs: number;
  readonly position: [number, number];
  readonly timeZone: string;
  readonly capacity?: number;
}

export const plainPlace: PlaceFacts = {
  cameraId: 'cam000000001',
  cameraVersion: 1,
  zoneId: 'road',
  zoneKind: 'area',
  zoneRole: 'main',
  slotMs: 10_000,
  position: [112.2, 31.03],
  timeZone: 'Asia/Shanghai',
};

/** The plain place at the camera with this number. */
export const placeOfCamera = (n: number): PlaceFacts => ({
  ...plainPlace,
  cameraId: `cam${String(n).padStart(9, '0')}`,
});

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Minute of the local day and ISO weekday. */
export function localTime(at: number, timeZone: string): { localMinute: number; localWeekday: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return {
    localMinute: Number(part('hour')) * 60 + Number(part('minute')),
    localWeekday: weekdays.indexOf(part('weekday')) + 1,
  };
}

type Shared = Pick<
  CountEvent,
  | 'v'
  | 'eventId'
  | 'slotStartAt'
  | 'slotMs'
  | 'cameraId'
  | 'cameraVersion'
  | 'siteId'
  | 'zoneId'
  | 'zoneKind'
  | 'zoneRole'
  | 'origin'
  | 'framesExpected'
  | 'position'
  | 'cells'
  | 'localMinute'
  | 'localWeekday'
>;

function sharedOf(place: PlaceFacts, slotStart: number): Shared {
  return {
    v: 1,
    eventId: eventIdOf({ ...place, slotStart }),
    slotStartAt: isoOf(slotStart),
    slotMs: place.slotMs,
    cameraId: place.cameraId,
    cameraVersion: place.cameraVersion,
    ...(place.siteId === undefined ? {} : { siteId: place.siteId }),
    zoneId: place.zoneId,
    zoneKind: place.zoneKind,
    zoneRole: place.zoneRole,
    origin: 'camera',
    framesExpected: 2,
    position: [...place.position],
    cells: ['85411c97fffffff', '87411c96effffff', '89411c96ea7ffff'],
    ...localTime(slotStart, place.timeZone),
  };
}

const sumOf = (counts: Partial<Record<CountClass, number>>, names: readonly CountClass[]): number =>
  names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);

/** A measurement of an area zone with these counts; the other fields are derived from them. */
export function measured(
  at: string | number,
  counts: Partial<Record<CountClass, number>> = { car: 1 },
  place: PlaceFacts = plainPlace,
): CountEvent {
  const slotStart = typeof at === 'string' ? Date.parse(at) : at;
  return {
    ...sharedOf(place, slotStart),
    kind: 'measured',
    counts,
    peak: counts,
    total: sumOf(counts, ['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']),
    vehicle: sumOf(counts, ['car', 'bus', 'truck']),
    twoWheeler: sumOf(counts, ['bicycle', 'motorcycle']),
    framesUsed: 2,
    framesReused: 1,
    slots: 1,
    model: 'nanodet-g-416',
    capturedAt: isoOf(slotStart + place.slotMs - 1),
  };
}

export const lotPlace: PlaceFacts = {
  ...plainPlace,
  cameraId: 'cam000000002',
  zoneId: 'lot',
  zoneKind: 'bays',
  siteId: 'site00000001',
  slotMs: 60_000,
  capacity: 4,
};

/** A measurement of a bays zone from its states: 0 free, 1 occupied, - unknown. */
export function measuredBays(at: string | number, bays: string, place: PlaceFacts = lotPlace): CountEvent {
  const occupied = [...bays].filter((state) => state === '1').length;
  const unknown = [...bays].filter((state) => state === '-').length;
  const judged = bays.length - unknown;
  return {
    ...measured(at, { car: occupied }, place),
    bays,
    occupied,
    unknown,
    capacity: bays.length,
    ...(judged === 0 ? {} : { occupancy: Math.round((occupied / judged) * 10_000) / 10_000 }),
  };
}

export const linePlace: PlaceFacts = {
  ...plainPlace,
  cameraId: 'cam000000005',
  zoneId: 'gate',
  zoneKind: 'line',
  slotMs: 60_000,
};

/** A measurement of a line zone with these crossings. */
export function measuredLine(
  at: string | number,
  inbound: Partial<Record<CountClass, number>>,
  outbound: Partial<Record<CountClass, number>>,
  place: PlaceFacts = linePlace,
): CountEvent {
  const line: CountEvent = { ...measured(at, {}, place), inbound, outbound };
  for (const field of ['counts', 'peak', 'total', 'vehicle', 'twoWheeler'] as const) delete line[field];
  return line;
}

/** A gap of one slot or a span of several. */
export function gap(
  at: string | number,
  options: { reason?: GapReason; slots?: number; place?: PlaceFacts } = {},
): CountEvent {
  const place = options.place ?? plainPlace;
  const slotStart = typeof at === 'string' ? Date.parse(at) : at;
  return {
    ...sharedOf(place, slotStart),
    kind: 'gap',
    framesUsed: 0,
    framesReused: 0,
    reason: options.reason ?? 'offline',
    slots: options.slots ?? 1,
  };
}

/** A record without the fields that the store adds. */
export function asSent(event: CountEvent): CountEvent {
  const sent = { ...event };
  delete sent.indexedAt;
  return sent;
}
