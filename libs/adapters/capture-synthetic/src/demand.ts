import { dayMs, minuteMs } from '@vialog/contracts';
import { offsetAt } from '@vialog/measuring';
import type { DemandPattern } from './demand-patterns.ts';
import type { SceneParameters } from './scene-parameters.ts';

/** How the use of a scene differs from its pattern. Dates are local days since 1970-01-01. */
export interface DemandCalendar {
  readonly timeZone: string;
  /** From this date on the demand is `changedTo` percent of that before: a street was changed. */
  readonly changedOn?: number;
  /** Percent. */
  readonly changedTo: number;
  /** A date with an event in the evening. */
  readonly eventOn?: number;
}

const calendarParameters = ['zone', 'changed', 'share', 'event'] as const;
/** Parameters of a scene URL that `demandOf` reads. */
export const demandParameters = ['demand', ...calendarParameters] as const;

const maxShare = 300;

/**
 * The demand of a scene; undefined if its URL has none.
 * @throws {VialogError} STREAM_REFUSED when a parameter is invalid
 */
export function demandOf<const Kind extends string>(
  parameters: SceneParameters,
  kinds: readonly [Kind, ...Kind[]],
): (DemandCalendar & { readonly kind: Kind }) | undefined {
  for (const name of calendarParameters) parameters.requires(name, 'demand');
  if (!parameters.has('demand')) return undefined;
  const [changedOn, eventOn] = [parameters.date('changed'), parameters.date('event')];
  return {
    kind: parameters.choice('demand', kinds),
    timeZone: parameters.timeZone('zone'),
    ...(changedOn === undefined ? {} : { changedOn }),
    changedTo: parameters.wholeNumber('share', 100, maxShare),
    ...(eventOn === undefined ? {} : { eventOn }),
  };
}

export interface SceneHoliday {
  readonly name: string;
  /** Month and day of the first day, like 10-01. */
  readonly date: string;
  /** Days, number, all in one month. */
  readonly days: number;
}

/** Public holidays with a fixed date on which scenes with a demand have another pattern. */
export const sceneHolidays: readonly SceneHoliday[] = [
  { name: 'New Year', date: '01-01', days: 1 },
  { name: 'Labour Day', date: '05-01', days: 1 },
  { name: 'National Day', date: '10-01', days: 3 },
];
const holidays: ReadonlySet<string> = new Set(sceneHolidays.flatMap(datesOf));

function datesOf({ date, days }: SceneHoliday): string[] {
  const [month = '', first = ''] = date.split('-');
  return Array.from({ length: days }, (_, i) => `${month}-${String(Number(first) + i).padStart(2, '0')}`);
}

/** Local hours of an event, and the demand during it, percent. */
const event = { from: 16, to: 23, percent: 97 } as const;
/** Even a full lot has a free space now and then. */
const highest = 97;

/** Demand at a moment (epoch ms), 0..1; `percent` of a pattern by local time, without drift or chance. */
export function demandAt(pattern: DemandPattern, calendar: DemandCalendar, at: number): number {
  const local = at + offsetAt(at, calendar.timeZone);
  const day = Math.floor(local / dayMs);
  const hour = (local - day * dayMs) / (60 * minuteMs);
  const isEvent = day === calendar.eventOn && hour >= event.from && hour < event.to;
  const usual = valueAt(pattern[typeOf(pattern, day)], hour) * (changeOn(calendar, day) / 100);
  return Math.min(highest, isEvent ? Math.max(usual, event.percent) : usual) / 100;
}

const changeOn = ({ changedOn, changedTo }: DemandCalendar, day: number): number =>
  changedOn !== undefined && day >= changedOn ? changedTo : 100;

/** 1970-01-01 was a Thursday. */
const saturday = 2;
const sunday = 3;

function typeOf(pattern: DemandPattern, day: number): 'weekday' | 'saturday' | 'sunday' {
  if (isHoliday(day)) return pattern.holiday;
  const weekday = ((day % 7) + 7) % 7;
  if (weekday === saturday) return 'saturday';
  return weekday === sunday ? 'sunday' : 'weekday';
}

const holidayOfDay = new Map<number, boolean>();

/** Whether a local day is a public holiday. */
function isHoliday(day: number): boolean {
  let known = holidayOfDay.get(day);
  if (known === undefined)
    holidayOfDay.set(
      day,
      (known = holidays.has(new Date(day * dayMs).toISOString().slice('2026-'.length, '2026-12-31'.length))),
    );
  return known;
}

function valueAt(knots: readonly (readonly [hour: number, percent: number])[], hour: number): number {
  const next = knots.findIndex(([knot]) => knot > hour);
  const [from, before] = knots[next - 1] ?? [0, 0];
  const [to, after] = knots[next] ?? [24, before];
  return before + ((after - before) * (hour - from)) / (to - from);
}
