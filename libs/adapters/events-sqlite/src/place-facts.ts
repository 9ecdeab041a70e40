import type { CountEvent } from '@vialog/contracts';

/** Properties that slots of a zone share until its configuration changes. Stored once per day file in the table `place`. */
export interface PlaceFacts {
  readonly v: 1;
  readonly camera: string;
  readonly zone: string;
  readonly version: number;
  readonly site: string | null;
  readonly kind: CountEvent['zoneKind'];
  readonly role: CountEvent['zoneRole'];
  readonly slotMs: number;
  readonly capacity: number | null;
  readonly origin: CountEvent['origin'];
  readonly model: string | null;
  /** Absent in places that were stored before it existed, and for gaps. */
  readonly modelDigest?: string;
  readonly lon: number;
  readonly lat: number;
  readonly cells: readonly string[];
  /** Local minute of the week minus UTC minute of the week, 0 to 10,079. Local time is computed from it. */
  readonly shift: number;
}

const weekMinutes = 10_080;
const dayMinutes = 1440;
/** 1970-01-01 was a Thursday: three days into the ISO week. */
const epochWeekMinute = 3 * dayMinutes;

const utcWeekMinute = (slotStart: number): number =>
  (Math.floor(slotStart / 60_000) + epochWeekMinute) % weekMinutes;

/** The shift for the local time of a slot. */
export function shiftOf(slotStart: number, localWeekday: number, localMinute: number): number {
  const local = (localWeekday - 1) * dayMinutes + localMinute;
  return (local - utcWeekMinute(slotStart) + weekMinutes) % weekMinutes;
}

/** Local time of a slot start at this shift. */
export function localOf(slotStart: number, shift: number): { localMinute: number; localWeekday: number } {
  const local = (utcWeekMinute(slotStart) + shift) % weekMinutes;
  return { localMinute: local % dayMinutes, localWeekday: Math.floor(local / dayMinutes) + 1 };
}

/** The place of a record. `slotStart` in epoch ms. */
export function factsOf(event: CountEvent, slotStart: number): PlaceFacts {
  return {
    v: event.v,
    camera: event.cameraId,
    zone: event.zoneId,
    version: event.cameraVersion,
    site: event.siteId ?? null,
    kind: event.zoneKind,
    role: event.zoneRole,
    slotMs: event.slotMs,
    capacity: event.capacity ?? null,
    origin: event.origin,
    model: event.model ?? null,
    ...(event.modelDigest === undefined ? {} : { modelDigest: event.modelDigest }),
    lon: event.position[0],
    lat: event.position[1],
    cells: event.cells,
    shift: shiftOf(slotStart, event.localWeekday, event.localMinute),
  };
}

/** Whether a record belongs to a place. Equal to a comparison with `factsOf`, without creating the object. */
export function isOfPlace(facts: PlaceFacts, event: CountEvent, slotStart: number): boolean {
  return (
    facts.camera === event.cameraId &&
    facts.zone === event.zoneId &&
    isOfZoneVersion(facts, event) &&
    facts.model === (event.model ?? null) &&
    facts.modelDigest === event.modelDigest &&
    facts.lon === event.position[0] &&
    facts.lat === event.position[1] &&
    facts.cells.every((cell, i) => cell === event.cells[i]) &&
    facts.shift === shiftOf(slotStart, event.localWeekday, event.localMinute)
  );
}

const isOfZoneVersion = (facts: PlaceFacts, event: CountEvent): boolean =>
  facts.version === event.cameraVersion &&
  facts.slotMs === event.slotMs &&
  facts.kind === event.zoneKind &&
  facts.role === event.zoneRole &&
  facts.origin === event.origin &&
  facts.site === (event.siteId ?? null) &&
  facts.capacity === (event.capacity ?? null);
