import type { CountEvent } from '@vialog/contracts';
import { isTracked, trackedNumber } from './crossings.ts';
import type { Comparison, Condition, NumberField } from './event-query.ts';
import { holdsForZone, isZoneCondition, type ZoneCondition } from './zone-conditions.ts';

type Kind = Exclude<Condition, ZoneCondition>['kind'];
type Test<K extends Kind> = (event: CountEvent, condition: Extract<Condition, { kind: K }>) => boolean;

const comparisons: Readonly<Record<Comparison, (left: number, right: number) => boolean>> = {
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '=': (left, right) => left === right,
  '<=': (left, right) => left <= right,
  '<': (left, right) => left < right,
};

/** The number that a condition compares; undefined where the slot does not have it. A gap has no numbers. */
export function numberOf(event: CountEvent, field: NumberField): number | undefined {
  if (event.kind !== 'measured') return undefined;
  if (isTracked(field)) return trackedNumber(event, field);
  if (field === 'count') return event.total;
  if (field === 'free') return freeSpaces(event);
  return isRecordField(field) ? event[field] : event.counts?.[field];
}

/** Numbers that are fields of the record by the same name. */
type RecordField = 'vehicle' | 'twoWheeler' | 'occupancy' | 'occupied' | 'unknown';
const recordFields: ReadonlySet<NumberField> = new Set<RecordField>([
  'vehicle',
  'twoWheeler',
  'occupancy',
  'occupied',
  'unknown',
]);
const isRecordField = (field: NumberField): field is RecordField => recordFields.has(field);

/** Parking spaces known to be free: a space in an unknown state does not count as free. */
function freeSpaces(event: CountEvent): number | undefined {
  if (event.capacity === undefined || event.occupied === undefined) return undefined;
  return event.capacity - event.occupied - (event.unknown ?? 0);
}

/** Minutes from inclusive, to exclusive; from > to crosses midnight; from = to matches no minute. */
export function withinMinutes(minute: number, from: number, to: number): boolean {
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

function numberMatches(event: CountEvent, condition: Extract<Condition, { kind: 'number' }>): boolean {
  const value = numberOf(event, condition.field);
  return value !== undefined && comparisons[condition.op](value, condition.value);
}

const tests: { readonly [K in Kind]: Test<K> } = {
  all: () => true,
  none: () => false,
  and: (event, { of }) => of.every((part) => matches(event, part)),
  or: (event, { of }) => of.some((part) => matches(event, part)),
  not: (event, { of }) => !matches(event, of),
  number: numberMatches,
  eventKind: (event, { eventKind }) => event.kind === eventKind,
  reason: (event, { reason }) => event.reason === reason,
  model: (event, { modelId }) => event.model === modelId,
  origin: (event, { origin }) => event.origin === origin,
  weekdays: (event, { days }) => days.includes(event.localWeekday),
  minutes: (event, { from, to }) => withinMinutes(event.localMinute, from, to),
};

/**
 * Whether an event satisfies a condition: the reference that every store must agree with. An empty `and` is true, an
 * empty `or` is false.
 */
export function matches(event: CountEvent, condition: Condition): boolean {
  if (isZoneCondition(condition)) return holdsForZone(condition, event);
  const test = tests[condition.kind] as Test<Kind>;
  return test(event, condition);
}
