import { eventIdOf, isoOf, type CountEvent } from '@vialog/contracts';

const mostObjects = 100_000;
const mostFrames = 1_000_000;

const recordKeys: ReadonlySet<string> = new Set([
  'v', 'eventId', 'slotStartAt', 'slotMs', 'cameraId', 'cameraVersion', 'siteId', 'zoneId', 'zoneKind', 'zoneRole', 'kind',
  'origin', 'counts', 'peak', 'total', 'vehicle', 'twoWheeler', 'occupied', 'unknown', 'capacity', 'occupancy', 'bays',
  'framesUsed', 'framesReused', 'framesExpected', 'slots', 'model', 'position', 'cells', 'localMinute', 'localWeekday',
  'capturedAt',
] satisfies (keyof CountEvent)[]); // prettier-ignore
const classKeys: ReadonlySet<string> = new Set(['person', 'bicycle', 'car', 'motorcycle', 'bus', 'truck']);
const bayStates = /^[01-]{1,200}$/;

/**
 * Whether a record is certainly a count event exactly as the contracts read it: a plain measurement of a place that
 * was checked before. False decides nothing: the schema has to be asked. Ten times as fast as the schema, and a
 * property test holds the two together. `knows`: whether everything that belongs to the place (camera, version, zone, site, model, position, cells, local time) was seen in a
 * sound one; the record's shape is only as sure as what was checked before the call.
 */
export function isSurelySound(
  record: unknown,
  knows: (event: CountEvent, slotStart: number) => boolean,
): record is CountEvent {
  if (typeof record !== 'object' || record === null) return false;
  for (const key in record) if (!recordKeys.has(key)) return false;
  const event = record as CountEvent;
  if (typeof event.eventId !== 'string') return false;
  const slotStart = Number.parseInt(event.eventId.slice(0, 9), 36);
  return (
    isSlotOf(event, slotStart) &&
    hasPlaceShape(event) &&
    knows(event, slotStart) &&
    isPlainMeasurement(event) &&
    hasSoundNumbers(event)
  );
}

const isSlotOf = (event: CountEvent, slotStart: number): boolean =>
  slotStart >= 0 &&
  slotStart % event.slotMs === 0 &&
  event.slotStartAt === isoOf(slotStart) &&
  event.eventId === eventIdOf({ slotStart, cameraId: event.cameraId, zoneId: event.zoneId });

/** What comparing with known facts takes for granted: lengths, local time not aliased by the shift, no null for none. */
const hasPlaceShape = (event: CountEvent): boolean =>
  isListOf(event.position, 2) &&
  isListOf(event.cells, 3) &&
  isAmount(event.localMinute, 1439) &&
  isAmount(event.localWeekday, 7) &&
  event.localWeekday > 0 &&
  isNoNull(event.siteId) &&
  isNoNull(event.capacity) &&
  isNoNull(event.model);

const isListOf = (value: unknown, length: number): boolean => Array.isArray(value) && value.length === length;
const isNoNull = (value: unknown): boolean => value !== null;

const isPlainMeasurement = (event: CountEvent): boolean =>
  event.kind === 'measured' &&
  event.slots === 1 &&
  event.v === 1 &&
  isCounts(event.counts) &&
  (event.peak === undefined || isCounts(event.peak)) &&
  isAmount(event.total, mostObjects) &&
  isAmount(event.framesUsed, mostFrames) &&
  event.framesUsed > 0;

const hasSoundNumbers = (event: CountEvent): boolean =>
  isAmount(event.framesReused, mostFrames) &&
  isAmount(event.framesExpected, mostFrames) &&
  isMissingOrAmount(event.vehicle) &&
  isMissingOrAmount(event.twoWheeler) &&
  isMissingOrAmount(event.occupied) &&
  isMissingOrAmount(event.unknown) &&
  isMissingOr(isRatio, event.occupancy) &&
  isMissingOr(isBays, event.bays) &&
  isMissingOr(isInstant, event.capturedAt);

const isMissingOr = (test: (value: unknown) => boolean, value: unknown): boolean =>
  value === undefined || test(value);
const isRatio = (value: unknown): boolean => Number.isFinite(value) && (value as number) >= 0;
const isBays = (value: unknown): boolean => typeof value === 'string' && bayStates.test(value);

const isAmount = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

const isMissingOrAmount = (value: unknown): boolean => value === undefined || isAmount(value, mostObjects);

function isCounts(counts: unknown): boolean {
  if (typeof counts !== 'object' || counts === null || Array.isArray(counts)) return false;
  for (const key in counts)
    if (!classKeys.has(key) || !isAmount((counts as Record<string, unknown>)[key], mostObjects)) return false;
  return true;
}

function isInstant(text: unknown): boolean {
  if (typeof text !== 'string' || text.length !== 24) return false;
  const moment = Date.parse(text);
  return !Number.isNaN(moment) && isoOf(moment) === text;
}
