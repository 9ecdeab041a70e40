import { dayMs } from '@vialog/contracts';
import ICAL from 'ical.js';
import { instantOf, isDate, wallOf, type CalendarEvent, type EventMoment } from '../calendar-event.ts';
import type { Component } from './components.ts';
import { readableName, shown } from './content-lines.ts';
import { readMoments } from './read-moments.ts';
import { LineError, readProperty, type Property } from './read-property.ts';
import { readRule } from './read-rule.ts';
import type { FileTimeZones } from './time-zones.ts';

/** An event of the file, and how it belongs to a series. */
export interface FileEvent {
  readonly line: number;
  readonly uid: string;
  readonly event: CalendarEvent;
  /** Start that this event changes in the series with the same uid. */
  readonly changes: EventMoment | undefined;
  /** The event, or this day of the series, does not take place. */
  readonly isCancelled: boolean;
}

/** Longest event, days. */
const maxDays = 366;
/** Most dates in RDATE and EXDATE of an event. */
const maxDates = 1_000;
const maxNameLength = 200;

/** Properties that are read; others are never stored. */
const readNames = new Set([
  'UID',
  'SUMMARY',
  'DTSTART',
  'DTEND',
  'DURATION',
  'RRULE',
  'RDATE',
  'EXDATE',
  'EXRULE',
  'RECURRENCE-ID',
  'STATUS',
]);

/**
 * Reads a VEVENT.
 * @throws {LineError} when a property is invalid
 */
export function readEvent({ line, properties }: Component, zones: FileTimeZones): FileEvent {
  const read = properties.filter(({ name }) => readNames.has(name)).map(readProperty);
  const byName = Map.groupBy(read, ({ name }) => name);
  const first = (name: string): Property | undefined => byName.get(name)?.[0];
  const started = first('DTSTART');
  if (!started) throw new LineError(line, 'The event has no start; expected DTSTART.');
  const start = momentOf(started, zones);
  return {
    line,
    uid: first('UID')?.values[0] ?? `line ${line}`,
    event: {
      name: nameOf(first('SUMMARY')),
      start,
      length: lengthOf(start, { end: first('DTEND'), duration: first('DURATION') }, zones),
      rule: ruleOf(byName, start),
      added: datesOf(byName.get('RDATE'), zones),
      excluded: datesOf(byName.get('EXDATE'), zones),
    },
    changes: changedStart(first('RECURRENCE-ID'), zones),
    isCancelled: first('STATUS')?.raw.toUpperCase() === 'CANCELLED',
  };
}

function ruleOf(byName: ReadonlyMap<string, readonly Property[]>, start: EventMoment): string | null {
  const [exrule] = byName.get('EXRULE') ?? [];
  if (exrule) throw new LineError(exrule.line, 'EXRULE is not supported; expected EXDATE with the dates.');
  const [rule, second] = byName.get('RRULE') ?? [];
  if (second) throw new LineError(second.line, 'The event has several rules; expected one RRULE.');
  return rule ? readRule(rule, start) : null;
}

function momentOf(property: Property, zones: FileTimeZones): EventMoment {
  const [moment] = readMoments(property, zones);
  if (moment) return moment;
  throw new LineError(property.line, `${property.name} has no value; expected a date like 20260501.`);
}

function nameOf(summary: Property | undefined): string {
  const text = readableName(summary?.values[0] ?? '', maxNameLength);
  return text === '' ? '–' : text;
}

function datesOf(properties: readonly Property[] = [], zones: FileTimeZones): EventMoment[] {
  for (const { line, name, type } of properties)
    if (type === 'period')
      throw new LineError(line, `${name}: periods are not supported; expected dates or times.`);
  const dates = properties.flatMap((property) => readMoments(property, zones));
  if (dates.length > maxDates)
    throw new LineError(
      properties[0]?.line ?? 1,
      `The event has ${dates.length} dates in ${properties[0]?.name}; expected at most ${maxDates}.`,
    );
  return dates;
}

function changedStart(property: Property | undefined, zones: FileTimeZones): EventMoment | undefined {
  if (!property) return undefined;
  if (property.parameters['range'] !== undefined)
    throw new LineError(
      property.line,
      'RECURRENCE-ID with RANGE is not supported; expected a series that ends and another that begins.',
    );
  return momentOf(property, zones);
}

interface EventEnd {
  readonly end: Property | undefined;
  readonly duration: Property | undefined;
}

function lengthOf(start: EventMoment, { end, duration }: EventEnd, zones: FileTimeZones): number {
  const property = end ?? duration;
  if (!property) return isDate(start) ? 1 : 0;
  const ms = end ? msBetween(start, end, zones) : msOf(property);
  const { line, raw } = property;
  if (ms < 0)
    throw new LineError(line, `The event ends before it begins ("${shown(raw)}"); expected a later end.`);
  const days = Math.ceil(ms / dayMs);
  if (days > maxDays) throw new LineError(line, `The event lasts ${days} days; expected at most ${maxDays}.`);
  return isDate(start) ? Math.max(1, days) : ms;
}

function msBetween(start: EventMoment, property: Property, zones: FileTimeZones): number {
  const end = momentOf(property, zones);
  if (isDate(end) !== isDate(start))
    throw new LineError(property.line, 'DTEND and DTSTART are a date and a time; expected both of one form.');
  if ((end.timeZone === null) !== (start.timeZone === null))
    throw new LineError(
      property.line,
      'Only one of DTSTART and DTEND has a time zone; expected both with one, or both without.',
    );
  // The clock of the event counts, so that its days do not depend on changes of clocks.
  if (end.timeZone === start.timeZone) return wallOf(end) - wallOf(start);
  return instantOf(end) - instantOf(start);
}

function msOf({ line, raw }: Property): number {
  try {
    return ICAL.Duration.fromString(raw).toSeconds() * 1000;
  } catch {
    throw new LineError(line, `DURATION: "${shown(raw)}" is not a duration; expected one like P1D or PT2H.`);
  }
}
