import { calendarInput, maxCalendarBytes, maxCalendarEvents, maxCalendarProblems } from '@vialog/contracts';
import type { CalendarEvent, EventMoment } from '../calendar-event.ts';
import { startsBetween } from '../days/event-starts.ts';
import { stepsOfRule } from '../days/rule-steps.ts';
import { readComponents, type Component } from './components.ts';
import { contentLines, readableName, shown, type ContentLine, type FileProblem } from './content-lines.ts';
import { readEvent, type FileEvent } from './read-event.ts';
import { LineError } from './read-property.ts';
import { FileTimeZones } from './time-zones.ts';

export interface CalendarFile {
  /** Name that the file gives itself; undefined without one. */
  readonly name: string | undefined;
  readonly events: readonly CalendarEvent[];
  /** Why the file is rejected, by line; empty if it is valid. */
  readonly problems: readonly FileProblem[];
  readonly warnings: readonly string[];
}

/** Longest name of a calendar, characters. */
const maxNameLength = 120;
/** Occurrences of all events within ten years before and after an import. */
const maxOccurrences = 20_000;
/** Steps of the search for them, of all series: about a second, and again when a year of a time zone is read. */
const maxSteps = 500_000;
const expandedMs = 3_653 * 86_400_000;

/**
 * Reads an iCalendar file (RFC 5545). Only names and times are kept. A file with a problem has no events.
 * @param now time of the import, epoch ms: recurrences are checked around it
 */
export function readICalendar(bytes: Uint8Array, now: number): CalendarFile {
  const rejected = (...problems: FileProblem[]): CalendarFile => ({
    name: undefined,
    events: [],
    problems: problems.slice(0, maxCalendarProblems),
    warnings: [],
  });
  if (bytes.length > maxCalendarBytes)
    return rejected({
      line: 1,
      message: `The file has ${bytes.length} bytes; expected at most ${maxCalendarBytes}.`,
    });
  const lines = linesOf(bytes);
  if (lines === undefined)
    return rejected({
      line: 1,
      message: 'The file is not UTF-8; expected iCalendar as RFC 5545 defines it.',
    });
  const { calendars, problems } = readComponents(lines);
  if (problems.length > 0) return rejected(...problems);
  const components = calendars.flatMap((calendar) => calendar.components);
  const found = components.filter(({ name }) => name === 'VEVENT');
  if (found.length === 0 || found.length > maxCalendarEvents)
    return rejected({
      line: found[maxCalendarEvents]?.line ?? 1,
      message: `The file has ${found.length} events; expected 1 to ${maxCalendarEvents}.`,
    });
  const read = readEvents(found, new FileTimeZones(calendars));
  if (read.problems.length > 0) return rejected(...read.problems);
  const series = joinedSeries(read.events);
  const tooMany = occurrenceProblems(series, now);
  if (tooMany.length > 0) return rejected(...tooMany);
  return {
    name: nameOf(calendars),
    events: series.map(({ event }) => event),
    problems: [],
    warnings: warningsFor(components, read.events.length - series.length),
  };
}

function linesOf(bytes: Uint8Array): ContentLine[] | undefined {
  try {
    return contentLines(bytes);
  } catch {
    return undefined;
  }
}

function readEvents(
  components: readonly Component[],
  zones: FileTimeZones,
): { readonly events: readonly FileEvent[]; readonly problems: readonly FileProblem[] } {
  const events: FileEvent[] = [];
  const problems: FileProblem[] = [];
  for (const component of components) {
    try {
      events.push(readEvent(component, zones));
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      problems.push({ line: error.line, message: error.message });
      if (problems.length >= maxCalendarProblems) break;
    }
  }
  return { events, problems: problems.length > 0 ? problems : ambiguousSeries(events) };
}

/** A changed day belongs to one series: otherwise each event with the same UID would keep all changed days. */
function ambiguousSeries(events: readonly FileEvent[]): FileProblem[] {
  const changed = new Set(events.filter(({ changes }) => changes).map(({ uid }) => uid));
  const found = new Set<string>();
  for (const { uid, changes, line } of events) {
    if (changes || !changed.has(uid)) continue;
    if (found.has(uid))
      return [
        {
          line,
          message: `Several events have the UID "${shown(uid)}", and RECURRENCE-ID changes one of them; expected another UID for each series.`,
        },
      ];
    found.add(uid);
  }
  return [];
}

/** Events that take place; a changed day of a series is left out of the series. */
function joinedSeries(events: readonly FileEvent[]): readonly FileEvent[] {
  const changedByUid = new Map<string, EventMoment[]>();
  for (const { uid, changes } of events)
    if (changes) changedByUid.set(uid, [...(changedByUid.get(uid) ?? []), changes]);
  return events
    .filter(({ isCancelled }) => !isCancelled)
    .map((found) => {
      const changed = found.changes ? undefined : changedByUid.get(found.uid);
      if (!changed) return found;
      return { ...found, event: { ...found.event, excluded: [...found.event.excluded, ...changed] } };
    });
}

function occurrenceProblems(events: readonly FileEvent[], now: number): FileProblem[] {
  const window = { from: now - expandedMs, to: now + expandedMs };
  let [sum, steps] = [0, 0];
  for (const { event, line } of events) {
    if (event.rule === null) continue;
    steps += stepsOfRule(event, window.to);
    if (steps > maxSteps)
      return [
        {
          line,
          message: `The rules up to here take more than ${maxSteps} steps to search; expected fewer series, later starts, or rules that look at fewer days, like FREQ=YEARLY instead of FREQ=DAILY;BYMONTH=….`,
        },
      ];
    try {
      sum += startsBetween(event, window).length;
    } catch {
      return [
        { line, message: 'The rule of the event cannot be expanded; expected a rule like FREQ=YEARLY.' },
      ];
    }
    if (sum > maxOccurrences)
      return [
        {
          line,
          message: `The events up to here take place more than ${maxOccurrences} times; expected fewer or rarer series.`,
        },
      ];
  }
  return [];
}

function nameOf(calendars: readonly Component[]): string | undefined {
  const properties = calendars.flatMap(({ properties: own }) => own);
  const named =
    properties.find(({ name }) => name === 'NAME') ?? properties.find(({ name }) => name === 'X-WR-CALNAME');
  if (!named) return undefined;
  const value = named.text
    .slice(named.text.indexOf(':') + 1)
    .replaceAll(/\\[nN]/g, ' ')
    .replaceAll(/\\(.)/g, '$1');
  const text = readableName(value, maxNameLength);
  return calendarInput.shape.name.safeParse(text).success ? text : undefined;
}

function warningsFor(components: readonly Component[], cancelled: number): string[] {
  const ignored = Map.groupBy(
    components.filter(({ name }) => name !== 'VEVENT' && name !== 'VTIMEZONE'),
    ({ name }) => name,
  );
  const warnings = [...ignored].map(([name, some]) => `Ignored: ${some.length} of ${name.slice(0, 40)}.`);
  return cancelled > 0 ? [...warnings, `Ignored: ${cancelled} cancelled events.`] : warnings;
}

/** First date of the events of a file, in their own time zones. */
export function firstDayOf(events: readonly CalendarEvent[]): string | undefined {
  return events.map(({ start }) => start.local.slice(0, 10)).toSorted()[0];
}
